-- A fact about a person that changes what everybody may do: said once, wherever it is heard, it stands until it is taken back, and all
-- that asks, rings or lists reads it from here (docs/rules/reaching.md). `standing_before` is what a record said that the fact changed.

create table person_fact (
  id text primary key not null,
  person_id text not null references person (id),
  kind text not null check (kind in ('died', 'moved-out', 'wrong-number', 'not-asked-again', 'interpreter')),
  contact_id text references contact (id),
  on_day text not null,
  language text,
  note text,
  standing_before text check (standing_before in ('yes', 'no', 'not-known')),
  organisation_id text not null references organisation (id),
  at text not null,
  by text not null,
  taken_back_at text,
  taken_back_by text,
  taken_back_why text,
  check ((kind = 'wrong-number') = (contact_id is not null)),
  check (kind = 'interpreter' or language is null),
  check ((taken_back_at is null) = (taken_back_by is null))
) strict;
create index person_fact_of_person on person_fact (person_id, kind);
create index person_fact_contact on person_fact (contact_id) where contact_id is not null;
-- Said twice it would be two facts to take back.
create unique index person_fact_once on person_fact (person_id, kind, coalesce(contact_id, '')) where taken_back_at is null;
create trigger person_fact_keeps before update on person_fact
when old.taken_back_at is not null or new.taken_back_at is null or new.id <> old.id or new.person_id <> old.person_id or new.kind <> old.kind
  or new.contact_id is not old.contact_id or new.on_day <> old.on_day or new.language is not old.language or new.note is not old.note
  or new.at <> old.at or new.by <> old.by
begin select raise(abort, 'stale: person_fact'); end;
create trigger person_fact_stays before delete on person_fact
when not exists (select 1 from disposal where record_kind = 'person_fact' and record_id = old.id)
begin select raise(abort, 'append-only: person_fact'); end;

-- Deaths that are on file.
insert into person_fact (id, person_id, kind, on_day, note, organisation_id, at, by)
select 'died-' || p.id, p.id, 'died', p.died_on, 'On file before such facts were kept singly', f.organisation_id, p.died_on || 'T12:00:00.000Z', p.created_by
from person p join family f on f.id = p.family_id where p.died_on is not null;

-- The person's own record follows, and comes back with the taking back, unless somebody has changed it since.
create trigger person_fact_died after insert on person_fact when new.kind = 'died'
begin
  update person set died_on = new.on_day, version = version + 1 where id = new.person_id and died_on is not new.on_day;
end;
create trigger person_fact_did_not_die after update of taken_back_at on person_fact when new.kind = 'died'
begin
  update person set died_on = null, version = version + 1 where id = new.person_id and died_on is old.on_day;
end;
create trigger person_fact_interpreter after insert on person_fact when new.kind = 'interpreter'
begin
  update person set interpreter = 'yes', version = version + 1 where id = new.person_id and interpreter <> 'yes';
end;
create trigger person_fact_no_interpreter after update of taken_back_at on person_fact when new.kind = 'interpreter'
begin
  update person set interpreter = coalesce(old.standing_before, 'not-known'), version = version + 1
  where id = new.person_id and interpreter = 'yes' and coalesce(old.standing_before, 'not-known') <> 'yes';
end;

-- A person's record says of a death what the fact says, from the first: one that is filed with it brings the fact along.
create trigger person_filed_dead after insert on person when new.died_on is not null
begin
  insert into person_fact (id, person_id, kind, on_day, organisation_id, at, by)
  select 'died-' || new.id, new.id, 'died', new.died_on, f.organisation_id, new.created_at, new.created_by from family f where f.id = new.family_id;
end;
create trigger person_dies_once before update of died_on on person
when new.died_on is not null and new.died_on is not old.died_on and not exists (
  select 1 from person_fact x where x.person_id = new.id and x.kind = 'died' and x.taken_back_at is null and x.on_day = new.died_on)
begin select raise(abort, 'CHECK constraint failed: person'); end;
