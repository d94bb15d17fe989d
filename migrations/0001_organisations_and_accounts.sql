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
  verified integer not null default 0
) strict;
create index two_factor_user on two_factor (user_id);

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

create table invitation (
  id text primary key not null,
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
create unique index invitation_open on invitation (email, organisation_id, role) where used_at is null and revoked_at is null;
