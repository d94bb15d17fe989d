-- Tries that the throttle refuses unseen are counted in the row that refuses them. The trail tells of them in sums: when a
-- wait begins, and within the hour after the last. A line for each let anybody fill the trail.
alter table sign_in_attempt add column failed_from text;
alter table sign_in_attempt add column refused integer not null default 0;
alter table sign_in_attempt add column refused_from text;
alter table sign_in_attempt add column refused_to text;
alter table sign_in_attempt add column told_of text;
create index sign_in_attempt_refused on sign_in_attempt (refused_to) where refused > 0;

-- Of two who would tell the same, the second is refused. told_of is the last wait that the trail knows of.
create trigger sign_in_attempt_told_once before update of told_of on sign_in_attempt
when new.told_of <= old.told_of
begin select raise(abort, 'taken: sign_in_told'); end;
create trigger sign_in_attempt_counted_once before update of refused on sign_in_attempt
when new.refused < 0
begin select raise(abort, 'taken: sign_in_told'); end;

-- Plain facts about an act, such as counts, times and where it came from: never anything that a record says.
alter table audit add column facts text check (facts is null or json_valid(facts));
