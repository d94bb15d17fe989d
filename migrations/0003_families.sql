-- A kinship household as one file: carers, children, the arrangements between them, and what was agreed.

create table family (
  id text primary key not null,
  organisation_id text not null references organisation (id),
  reference text not null unique,
  opened_on text not null,
  closed_on text,
  review_due_on text,
  created_at text not null,
  created_by text not null,
  version integer not null default 1
) strict;
create index family_of_organisation on family (organisation_id, reference);
create trigger family_in_order before update on family
when new.version <> old.version + 1
begin select raise(abort, 'stale: family'); end;

create table person (
  id text primary key not null,
  family_id text not null references family (id),
  kind text not null check (kind in ('carer', 'child')),
  given_name text not null,
  family_name text,
  known_as text,
  birth_on text,
  birth_certainty text not null check (birth_certainty in ('exact', 'estimated', 'not-known')),
  sex text not null check (sex in ('F', 'M', 'U')),
  ethnicity text not null check (ethnicity in ('WBRI', 'WIRI', 'WIRT', 'WOTH', 'WROM', 'MWBC', 'MWBA', 'MWAS', 'MOTH', 'AIND', 'APKN', 'ABAN', 'CHNE', 'AOTH', 'BCRB', 'BAFR', 'BOTH', 'OOTH', 'REFU', 'NOBT')),
  ethnicity_stated_by text not null check (ethnicity_stated_by in ('self', 'carer', 'parent', 'not-stated')),
  disability text not null check (disability in ('yes', 'no', 'not-known')),
  language text not null default 'en',
  interpreter text not null check (interpreter in ('yes', 'no', 'not-known')),
  reading_help text not null check (reading_help in ('yes', 'no', 'not-known')),
  deprivation_decile integer check (deprivation_decile between 1 and 10),
  deprivation_source text,
  died_on text,
  created_at text not null,
  created_by text not null,
  version integer not null default 1,
  check ((birth_on is null) = (birth_certainty = 'not-known'))
) strict;
create index person_of_family on person (family_id, kind, birth_on);
create index person_birth on person (birth_on);
create trigger person_in_order before update on person
when new.version <> old.version + 1
begin select raise(abort, 'stale: person'); end;

-- Search keys, written by the app: each part of each name folded (lower case, no accents or marks), and how it sounds.
create table name_key (
  person_id text not null references person (id),
  part text not null,
  sound text not null,
  primary key (person_id, part)
) strict, without rowid;
create index name_key_part on name_key (part);
create index name_key_sound on name_key (sound);

create table contact (
  id text primary key not null,
  person_id text not null references person (id),
  kind text not null check (kind in ('mobile', 'telephone', 'email', 'address', 'postcode')),
  value text not null,
  folded text not null,
  confidential text not null check (confidential in ('yes', 'no')),
  safe text not null check (safe in ('yes', 'no', 'at-times', 'not-known')),
  safe_times text,
  shared text not null check (shared in ('yes', 'no', 'not-known')),
  do_not_use_reason text,
  ended_on text,
  created_at text not null,
  created_by text not null,
  version integer not null default 1
) strict;
create index contact_of_person on contact (person_id);
create index contact_folded on contact (folded);
create trigger contact_in_order before update on contact
when new.version <> old.version + 1
begin select raise(abort, 'stale: contact'); end;

create table care_arrangement (
  id text primary key not null,
  family_id text not null references family (id),
  carer_id text not null references person (id),
  child_id text not null references person (id),
  kind text not null check (kind in ('informal', 'private-fostering', 'child-arrangements-order', 'special-guardianship', 'kinship-foster-temporary', 'kinship-foster-full', 'adoption-by-kin', 'testamentary-guardian', 'other', 'not-known')),
  relationship text not null check (relationship in ('grandparent', 'great-grandparent', 'aunt-or-uncle', 'brother-or-sister', 'cousin', 'other-relative', 'step-relative', 'family-friend', 'other', 'not-known')),
  from_on text not null,
  to_on text,
  ended_how text check (ended_how in ('order-changed', 'child-moved-to-relative', 'child-returned-to-parent', 'child-moved-to-care', 'child-turned-18', 'died', 'other', 'not-known')),
  parental_responsibility text not null check (parental_responsibility in ('yes', 'no', 'shared', 'not-known')),
  created_at text not null,
  created_by text not null,
  version integer not null default 1,
  check ((to_on is null) = (ended_how is null)),
  check (to_on is null or to_on >= from_on)
) strict;
create index care_arrangement_child on care_arrangement (child_id, from_on);
create index care_arrangement_carer on care_arrangement (carer_id, from_on);
create index care_arrangement_family on care_arrangement (family_id);
create trigger care_arrangement_in_order before update on care_arrangement
when new.version <> old.version + 1
begin select raise(abort, 'stale: care_arrangement'); end;

create table agreement (
  id text primary key not null,
  person_id text not null references person (id),
  family_id text not null references family (id),
  purpose text not null check (purpose in ('share-with-provider', 'contact-text', 'contact-email', 'contact-telephone', 'contact-letter', 'gp', 'research', 'recording', 'council-sees-attendance', 'council-sees-goals', 'council-sees-scores', 'evaluation-objection')),
  provider_id text references organisation (id),
  answer text not null check (answer in ('given', 'withdrawn', 'declined')),
  wording_version text not null,
  how text not null check (how in ('in-person', 'telephone', 'video', 'paper', 'online')),
  at text not null,
  by text not null
) strict;
create index agreement_of_person on agreement (person_id, purpose, at);
create trigger agreement_keeps before update on agreement begin select raise(abort, 'append-only: agreement'); end;
create trigger agreement_stays before delete on agreement
when not exists (select 1 from disposal where record_kind = 'agreement' and record_id = old.id)
begin select raise(abort, 'append-only: agreement'); end;

create table family_lock (
  id text primary key not null,
  family_id text not null references family (id),
  user_id text,
  kind text not null check (kind in ('i-know-this-family', 'restricted')),
  reason text,
  from_at text not null,
  lifted_at text,
  lifted_by text,
  created_by text not null
) strict;
create unique index family_lock_once on family_lock (family_id, user_id) where lifted_at is null and user_id is not null;
create index family_lock_user on family_lock (user_id, family_id) where lifted_at is null;
create index family_lock_family on family_lock (family_id) where lifted_at is null;

create table hold (
  id text primary key not null,
  person_id text not null references person (id),
  from_on text not null,
  until_on text not null,
  reason text,
  lifted_at text,
  created_at text not null,
  created_by text not null,
  check (until_on >= from_on)
) strict;
create index hold_of_person on hold (person_id, from_on);
