-- Who: authorities, organisations, people who sign in, and what they may act as.

create table authority (
  id text primary key not null,
  name text not null,
  dfe_code text not null,
  gss_code text not null,
  nation text not null check (nation in ('england', 'wales')),
  created_at text not null,
  unique (dfe_code)
) strict;

create table organisation (
  id text primary key not null,
  authority_id text references authority (id),
  kind text not null check (kind in ('team', 'provider')),
  name text not null,
  short_name text not null,
  telephone text not null,
  email text not null,
  colour text not null default '#12454b',
  data_contact text not null,
  created_at text not null,
  created_by text not null,
  version integer not null default 1,
  unique (name)
) strict;

-- The five tables of the accounts library, under our names.
create table user (
  id text primary key not null,
  name text not null,
  email text not null unique,
  email_verified integer not null check (email_verified in (0, 1)),
  image text,
  two_factor_enabled integer not null default 0 check (two_factor_enabled in (0, 1)),
  demonstration integer not null default 0 check (demonstration in (0, 1)),
  disabled_at text,
  last_signed_in_at text,
  created_at text not null,
  updated_at text not null
) strict;

create table auth_session (
  id text primary key not null,
  user_id text not null references user (id) on delete cascade,
  token text not null unique,
  expires_at text not null,
  ip_address text,
  user_agent text,
  membership_id text,
  created_at text not null,
  updated_at text not null
) strict;
create index auth_session_user on auth_session (user_id);

create table account (
  id text primary key not null,
  account_id text not null,
  provider_id text not null,
  user_id text not null references user (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at text,
  refresh_token_expires_at text,
  scope text,
  password text,
  created_at text not null,
  updated_at text not null
) strict;
create index account_user on account (user_id);

create table verification (
  id text primary key not null,
  identifier text not null,
  value text not null,
  expires_at text not null,
  created_at text not null,
  updated_at text not null
) strict;
create index verification_identifier on verification (identifier);

create table two_factor (
  id text primary key not null,
  user_id text not null references user (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified integer not null default 0 check (verified in (0, 1)),
  failed_verification_count integer not null default 0,
  locked_until text
) strict;
create unique index two_factor_user on two_factor (user_id);

-- A code of the second factor works once: a hash of each, for as long as the code could still be typed.
create table used_code (
  user_id text not null references user (id) on delete cascade,
  code_hash text not null,
  used_at text not null,
  primary key (user_id, code_hash)
) strict, without rowid;

-- Sign-ins that failed, for one account from one address, both as keyed hashes. The address '' stands for all
-- that never signed in to that account. Counting is an update, so that of two tries at once the second has to wait.
create table sign_in_attempt (
  account_hash text not null,
  address_hash text not null,
  failures integer not null,
  tried_at text not null,
  not_before text not null,
  succeeded_at text,
  primary key (account_hash, address_hash)
) strict, without rowid;
create index sign_in_attempt_tried on sign_in_attempt (tried_at);
create trigger sign_in_attempt_waits before update on sign_in_attempt
when new.failures > old.failures and new.tried_at < old.not_before
begin select raise(abort, 'taken: sign_in_attempt'); end;

create table membership (
  id text primary key not null,
  user_id text not null references user (id),
  organisation_id text not null references organisation (id),
  role text not null check (role in ('practitioner', 'team-manager', 'facilitator', 'co-leader', 'evaluator', 'administrator', 'auditor')),
  from_on text not null,
  to_on text,
  created_at text not null,
  created_by text not null
) strict;
create unique index membership_once on membership (user_id, organisation_id, role) where to_on is null;
create index membership_organisation on membership (organisation_id);

-- An organisation that has an administrator keeps one, also when two of them end each other at the same moment.
create trigger membership_last_administrator before update of to_on on membership
when old.role = 'administrator' and old.to_on is null and new.to_on is not null and not exists (
  select 1 from membership m join user u on u.id = m.user_id
  where m.organisation_id = old.organisation_id and m.role = 'administrator' and m.to_on is null and m.user_id <> old.user_id and u.disabled_at is null)
begin select raise(abort, 'taken: last_administrator'); end;
create trigger user_last_administrator before update of disabled_at on user
when old.disabled_at is null and new.disabled_at is not null and exists (
  select 1 from membership mine where mine.user_id = old.id and mine.role = 'administrator' and mine.to_on is null and not exists (
    select 1 from membership m join user u on u.id = m.user_id
    where m.organisation_id = mine.organisation_id and m.role = 'administrator' and m.to_on is null and m.user_id <> old.id and u.disabled_at is null))
begin select raise(abort, 'taken: last_administrator'); end;

-- A one-time link: to join, or (for_user_id) to set a new password. Only a hash of its token is kept.
create table invitation (
  id text primary key not null,
  for_user_id text references user (id),
  email text not null,
  name text not null,
  organisation_id text not null references organisation (id),
  role text not null check (role in ('practitioner', 'team-manager', 'facilitator', 'co-leader', 'evaluator', 'administrator', 'auditor')),
  token_hash text not null unique,
  expires_at text not null,
  used_at text,
  revoked_at text,
  created_at text not null,
  created_by text not null
) strict;
create unique index invitation_open on invitation (email, organisation_id, role) where used_at is null and revoked_at is null and for_user_id is null;
create unique index invitation_new_password on invitation (for_user_id) where used_at is null and revoked_at is null and for_user_id is not null;
create index invitation_organisation on invitation (organisation_id);
create trigger invitation_once before update on invitation
when old.used_at is not null or old.revoked_at is not null
begin select raise(abort, 'taken: invitation'); end;
