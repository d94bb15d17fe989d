-- One delivery of a programme: places, enrolments, sessions, registers.

create table run (
  id text primary key not null,
  programme_version_id text not null references programme_version (id),
  organisation_id text not null references organisation (id),
  kind text not null check (kind in ('group', 'one-to-one')),
  name text not null,
  venue text not null,
  venue_confidential text not null check (venue_confidential in ('yes', 'no')),
  zone text not null default 'Europe/London',
  local_holidays text not null default '[]' check (json_valid(local_holidays)),
  closed_on text,
  created_at text not null,
  created_by text not null,
  version integer not null default 1
) strict;
create index run_organisation on run (organisation_id, closed_on);
create index run_programme on run (programme_version_id);
create trigger run_in_order before update of version on run
when new.version <> old.version + 1
begin select raise(abort, 'stale: run'); end;

create table enrolment (
  id text primary key not null,
  referral_id text not null references referral (id),
  run_id text not null references run (id),
  from_on text not null,
  to_on text,
  outcome text check (outcome in ('completed', 'left-early', 'did-not-start')),
  left_reason text check (left_reason in ('got-what-they-needed', 'health', 'work-or-day-changed', 'childcare-or-travel', 'child-moved', 'group-not-right', 'service-ended-or-changed', 'lost-touch')),
  left_stage text,
  decided_by text check (decided_by in ('carer', 'service', 'together')),
  attends_with_id text references enrolment (id),
  recognition_word text not null,
  child_initial text not null,
  child_age integer,
  follow_up_owner_id text references user (id),
  created_at text not null,
  created_by text not null,
  version integer not null default 1,
  check ((to_on is null) = (outcome is null))
) strict;
create unique index enrolment_open_once on enrolment (referral_id) where outcome is null;
create index enrolment_run on enrolment (run_id);
create trigger enrolment_in_order before update of version on enrolment
when new.version <> old.version + 1
begin select raise(abort, 'stale: enrolment'); end;

create table place (
  id text primary key not null,
  run_id text not null references run (id),
  number integer not null,
  kind text not null check (kind in ('open', 'held', 'reserve')),
  enrolment_id text unique references enrolment (id) deferrable initially deferred,
  unique (run_id, number)
) strict;
-- Taking a place is an update by id alone; a place already taken refuses it, so fifty people pressing at once fill one place once.
create trigger place_taken_once before update of enrolment_id on place
when old.enrolment_id is not null and new.enrolment_id is not null
begin select raise(abort, 'taken: place'); end;

create table session (
  id text primary key not null,
  run_id text not null references run (id),
  number integer not null,
  module text not null,
  core text not null check (core in ('yes', 'no')),
  kind text not null check (kind in ('planned', 'catch-up', 'home-visit', 'phone')),
  for_enrolment_id text references enrolment (id),
  makes_up_id text references session (id),
  local_day text not null,
  local_time text not null,
  minutes integer not null,
  zone text not null,
  starts_at text not null,
  status text not null check (status in ('planned', 'held', 'cancelled')),
  cancelled_reason text check (cancelled_reason in ('staff', 'venue', 'weather', 'too-few', 'other')),
  register_closed_at text,
  entered_late_days integer,
  created_at text not null,
  created_by text not null,
  version integer not null default 1
) strict;
create unique index session_number on session (run_id, number) where kind = 'planned';
create index session_run on session (run_id, starts_at);
create trigger session_in_order before update of version on session
when new.version <> old.version + 1
begin select raise(abort, 'stale: session'); end;
create index session_day on session (local_day, status);
create index session_for on session (for_enrolment_id) where for_enrolment_id is not null;

create table session_staff (
  session_id text not null references session (id),
  user_id text not null references user (id),
  as_what text not null check (as_what in ('facilitator', 'co-facilitator', 'peer-co-leader', 'cover')),
  primary key (session_id, user_id)
) strict, without rowid;

create table run_staff (
  run_id text not null references run (id),
  user_id text not null references user (id),
  as_what text not null check (as_what in ('facilitator', 'co-facilitator', 'peer-co-leader', 'cover')),
  primary key (run_id, user_id)
) strict, without rowid;

create table attendance (
  id text primary key not null,
  enrolment_id text not null references enrolment (id),
  session_id text not null references session (id),
  mark text not null check (mark in ('all', 'part', 'none')),
  minutes integer,
  late text not null check (late in ('yes', 'no')),
  mode text not null check (mode in ('in-person', 'online', 'telephone', 'home-visit')),
  reason text check (reason in ('illness', 'childcare', 'child-at-home-or-excluded', 'work', 'transport', 'contact-or-court', 'own-health', 'religious-or-cultural-day', 'not-told-why')),
  told_in_advance text check (told_in_advance in ('yes', 'no')),
  replaces_id text references attendance (id),
  at text not null,
  by text not null,
  check ((mark = 'part') = (minutes is not null)),
  check ((mark = 'none') = (reason is not null))
) strict;
create index attendance_session on attendance (session_id, enrolment_id, at);
-- A mark is corrected by a row that replaces it: of two people marking the same person at once, the second loses here.
create unique index attendance_first_once on attendance (enrolment_id, session_id) where replaces_id is null;
create unique index attendance_replaced_once on attendance (replaces_id) where replaces_id is not null;
create index attendance_enrolment on attendance (enrolment_id, session_id, at);
create trigger attendance_keeps before update on attendance begin select raise(abort, 'append-only: attendance'); end;
create trigger attendance_stays before delete on attendance
when not exists (select 1 from disposal where record_kind = 'attendance' and record_id = old.id)
begin select raise(abort, 'append-only: attendance'); end;
create trigger attendance_of_a_held_session before insert on attendance
when (select status from session where id = new.session_id) = 'cancelled'
begin select raise(abort, 'cancelled: session'); end;
create trigger session_with_attendance_stays before update of status on session
when new.status = 'cancelled' and exists (select 1 from attendance where session_id = new.id)
begin select raise(abort, 'stale: session'); end;

create table note (
  id text primary key not null,
  enrolment_id text references enrolment (id),
  session_id text references session (id),
  text text not null,
  supersedes_id text references note (id),
  locked_at text,
  created_at text not null,
  created_by text not null
) strict;
create index note_enrolment on note (enrolment_id, created_at);
create index note_session on note (session_id, created_at);
create unique index note_superseded_once on note (supersedes_id) where supersedes_id is not null;
create unique index note_of_group_once on note (session_id) where enrolment_id is null and supersedes_id is null;
