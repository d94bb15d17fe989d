-- Standardised measures as versioned data; what was asked, answered and scored; what somebody must look at.

create table measure_version (
  measure_id text not null,
  edition integer not null,
  revision integer not null,
  hash text not null,
  definition text not null check (json_valid(definition)),
  at text not null,
  primary key (measure_id, edition, revision)
) strict;
create trigger measure_version_keeps before update on measure_version begin select raise(abort, 'append-only: measure_version'); end;
create trigger measure_version_stays before delete on measure_version begin select raise(abort, 'append-only: measure_version'); end;

create table licence (
  id text primary key not null,
  measure_id text not null,
  channel text not null check (channel in ('paper', 'keyed', 'totals', 'read-aloud', 'screen-staff', 'screen-carer', 'translated')),
  status text not null check (status in ('permitted', 'not-permitted', 'withdrawn')),
  reference text not null,
  evidence_hash text,
  expires_on text,
  at text not null,
  by text not null
) strict;
create index licence_measure on licence (measure_id, channel, at);
create trigger licence_keeps before update on licence begin select raise(abort, 'append-only: licence'); end;
create trigger licence_stays before delete on licence begin select raise(abort, 'append-only: licence'); end;

-- What one person is asked on one occasion, in order, across children and enrolments.
create table pack (
  id text primary key not null,
  person_id text not null references person (id),
  family_id text not null references family (id),
  organisation_id text not null references organisation (id),
  timepoint text not null,
  opens_on text not null,
  due_on text not null,
  closes_on text not null,
  created_at text not null,
  created_by text not null
) strict;
create index pack_person on pack (person_id, opens_on);
create index pack_due on pack (organisation_id, due_on);

create table assessment (
  id text primary key not null,
  referral_id text not null references referral (id),
  enrolment_id text references enrolment (id),
  pack_id text references pack (id),
  pack_position integer,
  about_id text not null references person (id),
  informant_id text not null references person (id),
  informant_role text not null check (informant_role in ('carer', 'young-person', 'teacher')),
  measure_id text not null,
  edition integer not null,
  form text not null,
  timepoint text not null check (timepoint glob 'T[0-3]' or timepoint glob 'S[0-9]*' or timepoint glob 'W[0-9]*'),
  state text not null check (state in ('scheduled', 'open', 'done', 'not-collected', 'preferred-not-to')),
  opens_on text not null,
  due_on text not null,
  closes_on text not null,
  anchor text not null,
  frozen_at text,
  not_collected_reason text check (not_collected_reason in ('could-not-reach', 'not-a-good-time', 'language-or-reading', 'we-asked-too-late', 'we-did-not-ask', 'child-moved', 'died')),
  replaces_id text references assessment (id),
  replaced_at text,
  unpaired_reason text,
  created_at text not null,
  created_by text not null,
  version integer not null default 1
) strict;
create unique index assessment_once on assessment (referral_id, about_id, informant_id, informant_role, measure_id, timepoint) where replaced_at is null;
create index assessment_enrolment on assessment (enrolment_id, timepoint);
create index assessment_pack on assessment (pack_id, pack_position);
create index assessment_due on assessment (state, due_on);
create trigger assessment_in_order before update of version on assessment
when new.version <> old.version + 1
begin select raise(abort, 'stale: assessment'); end;

create table assessment_event (
  assessment_id text not null references assessment (id),
  version integer not null,
  verb text not null check (verb in ('scheduled', 'moved', 'link-issued', 'started', 'finished', 'preferred-not-to', 'not-collected', 'reopened', 'replaced')),
  detail text not null default '{}' check (json_valid(detail)),
  at text not null,
  by text not null,
  primary key (assessment_id, version)
) strict;
create trigger assessment_event_keeps before update on assessment_event begin select raise(abort, 'append-only: assessment_event'); end;
create trigger assessment_event_stays before delete on assessment_event
when not exists (select 1 from disposal where record_kind = 'assessment' and record_id = old.assessment_id)
begin select raise(abort, 'append-only: assessment_event'); end;

create table response (
  id text primary key not null,
  completed_on text not null,
  mode text not null check (mode in ('paper', 'read-aloud', 'telephone', 'interpreter', 'in-session', 'alone', 'totals')),
  language text not null default 'en',
  started_at text not null,
  finished_at text,
  keyed_by text,
  late_days integer not null default 0,
  supersedes_id text references response (id),
  correction_reason text,
  created_at text not null,
  created_by text not null,
  check ((supersedes_id is null) = (correction_reason is null))
) strict;

-- One answer sheet may serve two assessments where a thing is asked once for both.
create table response_assessment (
  response_id text not null references response (id),
  assessment_id text not null references assessment (id),
  superseded_at text,
  primary key (response_id, assessment_id)
) strict;
create unique index response_of_assessment on response_assessment (assessment_id) where superseded_at is null;

create table answer (
  response_id text not null references response (id),
  item text not null,
  keying integer not null check (keying in (1, 2)),
  version integer not null,
  value text not null,
  at text not null,
  by text not null,
  primary key (response_id, item, keying, version)
) strict, without rowid;
create trigger answer_keeps before update on answer begin select raise(abort, 'append-only: answer'); end;
create trigger answer_stays before delete on answer
when not exists (select 1 from disposal where record_kind = 'response' and record_id = old.response_id)
begin select raise(abort, 'append-only: answer'); end;

create table score (
  id text primary key not null,
  response_id text not null references response (id),
  measure_id text not null,
  edition integer not null,
  revision integer not null,
  scale text not null,
  value real,
  raw real,
  reason text,
  answered integer not null,
  items integer not null,
  prorated text not null check (prorated in ('yes', 'no')),
  bands text not null check (json_valid(bands)),
  scorer_version text not null,
  inputs_hash text not null,
  at text not null,
  check ((value is null) = (reason is not null))
) strict;
create index score_response on score (response_id, scale, at);
create trigger score_keeps before update on score begin select raise(abort, 'append-only: score'); end;
create trigger score_stays before delete on score
when not exists (select 1 from disposal where record_kind = 'response' and record_id = old.response_id)
begin select raise(abort, 'append-only: score'); end;

create table goal (
  id text primary key not null,
  referral_id text not null references referral (id),
  enrolment_id text references enrolment (id),
  number integer not null check (number between 1 and 3),
  words text not null,
  short_label text not null,
  whose text not null check (whose in ('carer', 'child', 'together')),
  ended_on text,
  created_at text not null,
  created_by text not null,
  version integer not null default 1
) strict;
create unique index goal_number on goal (referral_id, number) where ended_on is null;

create table concern (
  id text primary key not null,
  family_id text not null references family (id),
  about_id text not null references person (id),
  organisation_id text not null references organisation (id),
  for_user_id text,
  source text not null check (source in ('behaviour-check', 'session', 'answer')),
  source_id text not null,
  kind text not null,
  summary text not null,
  state text not null check (state in ('raised', 'acknowledged', 'escalated', 'closed')),
  due_at text not null,
  created_at text not null,
  created_by text not null,
  version integer not null default 1
) strict;
create index concern_open on concern (organisation_id, due_at) where state <> 'closed';
create index concern_family on concern (family_id, created_at);
create unique index concern_once on concern (source, source_id, kind);

create table concern_event (
  concern_id text not null references concern (id),
  version integer not null,
  verb text not null check (verb in ('raised', 'acknowledged', 'escalated', 'shared', 'closed')),
  note text,
  shared_with text,
  carer_told text check (carer_told in ('yes', 'not-safe-to-tell', 'no')),
  at text not null,
  by text not null,
  primary key (concern_id, version),
  check (verb <> 'closed' or note is not null)
) strict;
create trigger concern_event_in_order before insert on concern_event
when new.version <> (select coalesce(max(version), 0) from concern_event where concern_id = new.concern_id) + 1
begin select raise(abort, 'stale: concern'); end;
create trigger concern_event_keeps before update on concern_event begin select raise(abort, 'append-only: concern_event'); end;
create trigger concern_event_stays before delete on concern_event
when not exists (select 1 from disposal where record_kind = 'concern' and record_id = old.concern_id)
begin select raise(abort, 'append-only: concern_event'); end;
