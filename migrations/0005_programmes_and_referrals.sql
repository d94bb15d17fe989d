-- The catalogue, and a request to a provider for one carer, about one index child, for one programme.

create table programme (
  id text primary key not null,
  organisation_id text not null references organisation (id),
  route text not null check (route in ('parenting', 'cbt')),
  name text not null,
  current_version integer not null,
  closed_on text,
  created_at text not null,
  created_by text not null,
  version integer not null default 1,
  unique (organisation_id, name)
) strict;

create table programme_version (
  id text primary key not null,
  programme_id text not null references programme (id),
  version integer not null,
  format text not null check (format in ('group', 'one-to-one')),
  child_age_from integer not null,
  child_age_to integer not null,
  minimum_places integer not null,
  maximum_places integer not null,
  completion_share real not null check (completion_share > 0 and completion_share <= 1),
  evidence text not null check (json_valid(evidence)),
  template text not null check (json_valid(template)),
  fidelity text not null default '[]' check (json_valid(fidelity)),
  created_at text not null,
  created_by text not null,
  unique (programme_id, version)
) strict;
create trigger programme_version_keeps before update on programme_version begin select raise(abort, 'append-only: programme_version'); end;

-- What is asked, of whom, about whom, when: the measure plan of one programme version.
create table plan_item (
  programme_version_id text not null references programme_version (id),
  position integer not null,
  measure_id text not null,
  form text not null,
  informant text not null check (informant in ('carer')),
  about text not null check (about in ('child', 'carer')),
  timepoint text not null,
  window text not null check (json_valid(window)),
  primary key (programme_version_id, position),
  unique (programme_version_id, measure_id, informant, about, timepoint)
) strict;

create table referral (
  id text primary key not null,
  reference text not null unique,
  family_id text not null references family (id),
  carer_id text not null references person (id),
  child_id text not null references person (id),
  offer_id text not null references offer (id),
  programme_id text not null references programme (id),
  from_organisation_id text not null references organisation (id),
  to_organisation_id text not null references organisation (id),
  source text not null check (source in ('1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E', '3F', '4', '5A', '5B', '5C', '5D', '6', '7', '8', '9', '10')),
  asked_by text,
  reason text,
  draft text check (draft is null or json_valid(draft)),
  state text not null check (state in ('draft', 'submitted', 'information-requested', 'accepted', 'declined', 'waiting', 'enrolled', 'started', 'completed', 'left-early', 'did-not-start', 'closed')),
  submitted_at text,
  override_reason text,
  created_at text not null,
  created_by text not null,
  version integer not null default 1
) strict;
-- One open referral of a carer to a programme: two people pressing at once lose on this.
create unique index referral_open_once on referral (carer_id, programme_id)
  where state in ('draft', 'submitted', 'information-requested', 'accepted', 'waiting', 'enrolled', 'started');
create index referral_from on referral (from_organisation_id, state, created_at);
create index referral_to on referral (to_organisation_id, state, created_at);
create index referral_made on referral (from_organisation_id, created_at, id, family_id);
create index referral_received on referral (to_organisation_id, created_at, id);
create index referral_carer on referral (carer_id, programme_id);
create index referral_family on referral (family_id, from_organisation_id);
create index referral_offer on referral (offer_id);
create trigger referral_in_order before update of version on referral
when new.version <> old.version + 1
begin select raise(abort, 'stale: referral'); end;

create table referral_event (
  referral_id text not null references referral (id),
  version integer not null,
  verb text not null check (verb in ('open', 'save', 'submit', 'ask', 'answer', 'accept', 'decline', 'wait', 'enrol', 'start', 'complete', 'leave', 'not-start', 'withdraw', 'close', 'amend')),
  from_state text,
  to_state text not null,
  reason text,
  note text,
  suitability text check (suitability in ('suitable', 'suitable-not-ready', 'needs-more', 'chose-something-else')),
  ready_from_on text,
  changes text check (changes is null or json_valid(changes)),
  at text not null,
  by text not null,
  primary key (referral_id, version)
) strict;
create trigger referral_event_in_order before insert on referral_event
when new.version <> (select coalesce(max(version), 0) from referral_event where referral_id = new.referral_id) + 1
begin select raise(abort, 'stale: referral'); end;
create trigger referral_event_keeps before update on referral_event begin select raise(abort, 'append-only: referral_event'); end;
create trigger referral_event_stays before delete on referral_event
when not exists (select 1 from disposal where record_kind = 'referral' and record_id = old.referral_id)
begin select raise(abort, 'append-only: referral_event'); end;

create table need (
  person_id text primary key not null references person (id),
  interpreter_language text,
  childcare text not null check (childcare in ('yes', 'no', 'not-known')),
  transport text not null check (transport in ('yes', 'no', 'not-known')),
  access text,
  work_pattern text,
  safe_to_call text,
  best_time_for_text text,
  created_at text not null,
  created_by text not null,
  version integer not null default 1
) strict;
create trigger need_in_order before update on need
when new.version <> old.version + 1
begin select raise(abort, 'stale: need'); end;

create table availability (
  person_id text not null references person (id),
  day integer not null check (day between 1 and 7),
  part text not null check (part in ('morning', 'afternoon', 'evening')),
  primary key (person_id, day, part)
) strict, without rowid;

create table contact_attempt (
  id text primary key not null,
  person_id text not null references person (id),
  referral_id text references referral (id),
  pack_id text,
  how text not null check (how in ('telephone', 'text', 'email', 'letter', 'in-person')),
  outcome text not null check (outcome in ('spoke', 'left-message', 'no-answer', 'wrong-number', 'sent', 'answered-here')),
  note text,
  at text not null,
  by text not null
) strict;
create index contact_attempt_referral on contact_attempt (referral_id, at);
create index contact_attempt_pack on contact_attempt (pack_id, at);
create trigger contact_attempt_keeps before update on contact_attempt begin select raise(abort, 'append-only: contact_attempt'); end;
create trigger contact_attempt_stays before delete on contact_attempt
when not exists (select 1 from disposal where record_kind = 'contact_attempt' and record_id = old.id)
begin select raise(abort, 'append-only: contact_attempt'); end;
