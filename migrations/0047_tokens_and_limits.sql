-- A text that opens one thing to whoever holds it: only its hash is here. Spent once, by what it was made for, and never by being looked at.
create table token (
  id text primary key not null,
  kind text not null check (kind in ('pack-link')),
  subject_id text not null,
  token_hash text not null unique,
  expires_at text not null,
  spent_at text,
  revoked_at text,
  created_at text not null,
  created_by text not null,
  check (spent_at is null or revoked_at is null)
) strict;
create index token_subject on token (kind, subject_id, created_at);
create trigger token_ended_once before update on token
when old.spent_at is not null or old.revoked_at is not null
begin select raise(abort, 'taken: token'); end;
create trigger token_keeps before update of id, kind, subject_id, token_hash, expires_at, created_at, created_by on token
begin select raise(abort, 'append-only: token'); end;
create trigger token_stays before delete on token
when not exists (select 1 from disposal where record_kind = 'token' and record_id = old.id)
begin select raise(abort, 'append-only: token'); end;

-- How often something was asked of late, by whom: a bucket that empties by itself. Milliseconds since 1970: when it will be empty, when it was
-- last asked, and how much time it holds.
create table limit_bucket (
  name text not null check (name in ('link-opened', 'link-new')),
  who_hash text not null,
  empty_ms integer not null,
  asked_ms integer not null,
  depth_ms integer not null,
  primary key (name, who_hash)
) strict, without rowid;
create index limit_bucket_empty on limit_bucket (empty_ms);
create trigger limit_bucket_full before update on limit_bucket
when new.empty_ms > new.asked_ms + new.depth_ms
begin select raise(abort, 'taken: limit_bucket'); end;
