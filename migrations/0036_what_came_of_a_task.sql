-- What came of a task that somebody did; null of one that no longer held.
alter table task add column outcome text check (outcome in ('spoke', 'settled'));
