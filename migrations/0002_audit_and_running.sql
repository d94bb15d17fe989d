-- What keeps the rest honest: the trail, disposals, one post one effect, settings, searches without names in a URL.

-- A disposal is what lets a row of an append-only table go: approved retention disposal, or an import undone.
create table disposal (
  id text primary key not null,
  record_kind text not null,
  record_id text not null,
  why text not null check (why in ('retention', 'import-undone')),
  approved_by text not null,
  at text not null
) strict;
create index disposal_record on disposal (record_kind, record_id);

create table audit (
  id text primary key not null,
  at text not null,
  actor_id text not null,
  role text not null,
  organisation_id text,
  verb text not null check (verb in ('read', 'write', 'search', 'export', 'print', 'sign-in-attempted', 'sign-in', 'sign-in-failed', 'sign-out', 'second-factor', 'refused', 'command')),
  subject_kind text not null,
  subject_id text not null,
  family_id text,
  shown text check (shown is null or json_valid(shown)),
  fields text not null default '{}' check (json_valid(fields)),
  request_id text not null
) strict;
create index audit_at on audit (at);
create index audit_subject on audit (subject_kind, subject_id, at);
create index audit_family on audit (family_id, at) where family_id is not null;
create index audit_actor on audit (actor_id, at);
create index audit_organisation on audit (organisation_id, at);
create index audit_shown on audit (at) where shown is not null;

create trigger audit_keeps before update on audit begin select raise(abort, 'append-only: audit'); end;
create trigger audit_stays before delete on audit
when not exists (select 1 from disposal where record_kind = 'audit' and record_id = old.id)
begin select raise(abort, 'append-only: audit'); end;

-- Values never enter the trail; a keyed hash shows that two entries hold the same value.
create table idempotency (
  key text not null,
  user_id text not null,
  path text not null,
  status integer not null,
  location text,
  at text not null,
  primary key (key, user_id)
) strict, without rowid;
create index idempotency_at on idempotency (at);

create table saved_search (
  id text primary key not null,
  user_id text not null,
  organisation_id text not null,
  kind text not null,
  terms text not null check (json_valid(terms)),
  at text not null
) strict;
create index saved_search_at on saved_search (at);

create table setting (
  name text primary key not null,
  current_version integer not null
) strict;

create table setting_version (
  name text not null references setting (name) deferrable initially deferred,
  version integer not null,
  value text not null check (json_valid(value)),
  effective_from text not null,
  confirmed_by text,
  confirmed_at text,
  at text not null,
  by text not null,
  primary key (name, version)
) strict;
create trigger setting_version_keeps before update on setting_version begin select raise(abort, 'append-only: setting_version'); end;
create trigger setting_version_stays before delete on setting_version
when not exists (select 1 from disposal where record_kind = 'setting_version' and record_id = old.name)
begin select raise(abort, 'append-only: setting_version'); end;

-- A row only where a person must tick; everything else that is due is derived.
create table task (
  id text primary key not null,
  organisation_id text not null references organisation (id),
  for_user_id text,
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  text text not null,
  due_on text not null,
  done_at text,
  done_by text,
  created_at text not null,
  created_by text not null
) strict;
create index task_open on task (organisation_id, due_on) where done_at is null;
create unique index task_once on task (kind, subject_kind, subject_id) where done_at is null;
