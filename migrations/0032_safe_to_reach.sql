-- When a contact is safe, beside the words that say it: days of the week (1 is Monday) and two times of the day in London, all three
-- or none; and whether only while the children are at school. src/features/families/contacts/safe-hours.ts reads them.
alter table contact add column safe_days text check (safe_days glob '[1-7]*' and safe_days not glob '*[^1-7]*');
alter table contact add column safe_from text check (safe_from glob '[0-2][0-9]:[0-5][0-9]');
alter table contact add column safe_to text check (safe_to glob '[0-2][0-9]:[0-5][0-9]');
alter table contact add column school_days text not null default 'no' check (school_days in ('yes', 'no'));

-- "Safe, always" beside times says two things: the more careful one is true until somebody asks again.
update contact set safe = 'at-times', version = version + 1 where safe = 'yes' and trim(coalesce(safe_times, '')) <> '';

-- One contact says one thing about when it is safe.
create trigger contact_says_one_thing before insert on contact
when (new.safe = 'yes' and new.safe_times is not null) or (new.safe <> 'at-times' and new.safe_days is not null)
  or (new.safe_days is null) <> (new.safe_from is null) or (new.safe_days is null) <> (new.safe_to is null)
  or (new.safe_to <= new.safe_from)
begin select raise(abort, 'CHECK constraint failed: contact'); end;
create trigger contact_still_says_one_thing before update of safe, safe_times, safe_days, safe_from, safe_to on contact
when (new.safe = 'yes' and new.safe_times is not null) or (new.safe <> 'at-times' and new.safe_days is not null)
  or (new.safe_days is null) <> (new.safe_from is null) or (new.safe_days is null) <> (new.safe_to is null)
  or (new.safe_to <= new.safe_from)
begin select raise(abort, 'CHECK constraint failed: contact'); end;

-- Who spoke to somebody last is asked of each person on a list.
create index contact_attempt_person on contact_attempt (person_id, at);
