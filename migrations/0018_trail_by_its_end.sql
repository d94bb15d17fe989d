-- What an auditor asks of the trail is read from its newest line on, by the index of each way in, however old the trail is.

drop index audit_at;
drop index audit_subject;
drop index audit_actor;
drop index audit_organisation;
create index audit_subject on audit (subject_id, verb, at);
create index audit_actor on audit (actor_id, organisation_id, verb, at);
create index audit_organisation on audit (organisation_id, verb, at);
create index audit_before_role on audit (actor_id, at) where organisation_id is null;

-- What others did with the families of an organisation: a line of the trail beside each, for that organisation to find it by.
create table audit_elsewhere (
  organisation_id text not null,
  verb text not null,
  at text not null,
  audit_id text not null,
  actor_id text not null,
  primary key (organisation_id, verb, at, audit_id)
) strict, without rowid;
create index audit_elsewhere_actor on audit_elsewhere (organisation_id, actor_id, verb, at);
create trigger audit_elsewhere_noted after insert on audit when new.family_id is not null
begin
  insert into audit_elsewhere (organisation_id, verb, at, audit_id, actor_id)
  select f.organisation_id, new.verb, new.at, new.id, new.actor_id from family f
  where f.id = new.family_id and f.organisation_id is not new.organisation_id;
end;
create trigger audit_elsewhere_gone after delete on audit when old.family_id is not null
begin
  delete from audit_elsewhere where organisation_id = (select f.organisation_id from family f where f.id = old.family_id)
    and verb = old.verb and at = old.at and audit_id = old.id;
end;
create trigger audit_elsewhere_keeps before update on audit_elsewhere begin select raise(abort, 'append-only: audit_elsewhere'); end;
create trigger audit_elsewhere_stays before delete on audit_elsewhere
when not exists (select 1 from disposal where record_kind = 'audit' and record_id = old.audit_id)
begin select raise(abort, 'append-only: audit_elsewhere'); end;
insert into audit_elsewhere (organisation_id, verb, at, audit_id, actor_id)
select f.organisation_id, a.verb, a.at, a.id, a.actor_id from audit a
join family f on f.id = a.family_id where f.organisation_id is not a.organisation_id;

-- On which days a family stood in a list that somebody was shown, noted by the timer up to an instant: the lists of those
-- days and the ones since then are all that must be looked through for it.
create table family_shown (
  family_id text not null,
  day text not null,
  primary key (family_id, day)
) strict, without rowid;
create trigger family_shown_keeps before update on family_shown begin select raise(abort, 'append-only: family_shown'); end;
create trigger family_shown_stays before delete on family_shown begin select raise(abort, 'append-only: family_shown'); end;
create table family_shown_until (
  id integer primary key not null check (id = 1),
  at text not null
) strict;
