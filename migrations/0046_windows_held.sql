-- By how many days holds let a window close later: taken off again where a hold is lifted, or the window moves away from it.
alter table assessment add column held_days integer not null default 0 check (held_days >= 0);
