-- Who is on duty: a duty person and a deputy for a day of the week (1 is Monday) or, before that, for one date. Each change is a
-- further version; 'cleared' is nobody for a day of the week, and as in the week for a date.
create table duty_entry (
  organisation_id text not null references organisation (id),
  slot text not null check (slot in ('1', '2', '3', '4', '5', '6', '7') or slot glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  version integer not null,
  state text not null check (state in ('set', 'cleared')),
  duty_id text references user (id),
  deputy_id text references user (id),
  at text not null,
  by text not null,
  primary key (organisation_id, slot, version),
  check (deputy_id is null or (duty_id is not null and deputy_id <> duty_id)),
  check (state = 'set' or duty_id is null)
) strict;
create trigger duty_entry_in_order before insert on duty_entry
when new.version <> (select coalesce(max(version), 0) from duty_entry where organisation_id = new.organisation_id and slot = new.slot) + 1
begin select raise(abort, 'stale: duty_entry'); end;
create trigger duty_entry_keeps before update on duty_entry begin select raise(abort, 'append-only: duty_entry'); end;
create trigger duty_entry_stays before delete on duty_entry
when not exists (select 1 from disposal where record_kind = 'duty_entry' and record_id = old.organisation_id || ':' || old.slot)
begin select raise(abort, 'append-only: duty_entry'); end;
