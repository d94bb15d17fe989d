-- Leave: who is away from which day to which, and who covers. Taken back or over early, it has ended.
create table absence (
  id text primary key not null,
  user_id text not null references user (id),
  first_day text not null,
  last_day text not null,
  cover_id text references user (id),
  note text,
  made_at text not null,
  made_by text not null,
  ended_at text,
  ended_by text,
  check (last_day >= first_day),
  check (cover_id <> user_id),
  check ((ended_at is null) = (ended_by is null))
) strict;
create index absence_user on absence (user_id, last_day) where ended_at is null;
create index absence_cover on absence (cover_id, last_day) where ended_at is null;
-- One person has one leave a day, so that one person covers: also where two people write it at the same moment.
create trigger absence_apart before insert on absence
when exists (select 1 from absence a where a.user_id = new.user_id and a.ended_at is null
  and a.first_day <= new.last_day and a.last_day >= new.first_day)
begin select raise(abort, 'taken: absence'); end;
create trigger absence_ends_once before update on absence
when old.ended_at is not null
begin select raise(abort, 'stale: absence'); end;
