-- What was seen, what was assessed, what the rule said, what a person decided, what was offered.

create table behaviour_check (
  id text primary key not null,
  family_id text not null references family (id),
  child_id text not null references person (id),
  carer_id text not null references person (id),
  on_day text not null,
  source text not null check (source in ('visit', 'telephone', 'office', 'group', 'review-meeting', 'carer-wrote', 'other')),
  own_words text,
  supersedes_id text references behaviour_check (id),
  correction_reason text,
  created_at text not null,
  created_by text not null,
  check ((supersedes_id is null) = (correction_reason is null))
) strict;
create index behaviour_check_child on behaviour_check (child_id, on_day);
create index behaviour_check_family on behaviour_check (family_id, on_day);
create unique index behaviour_check_superseded_once on behaviour_check (supersedes_id) where supersedes_id is not null;

create table behaviour_item (
  check_id text not null references behaviour_check (id),
  behaviour text not null check (behaviour in ('threatens', 'hurts-carer', 'hurts-children', 'hurts-animals', 'damages', 'refuses', 'goes-missing', 'hurts-self', 'takes', 'food', 'sexualised', 'controlling', 'clings', 'sleep', 'toileting', 'school', 'contact', 'online', 'other')),
  own_words text,
  how_often text check (how_often in ('0', '1', '2', '3', '4', '5', '6', 'not-known')),
  challenge text check (challenge in ('0', '1', '2', '3', 'not-known')),
  injured text check (injured in ('yes', 'no', 'not-known')),
  weapon text check (weapon in ('yes', 'no', 'not-known')),
  afraid text check (afraid in ('yes', 'no', 'not-known')),
  since text,
  place text,
  tried text,
  primary key (check_id, behaviour)
) strict, without rowid;

create table need_assessment (
  id text primary key not null,
  family_id text not null references family (id),
  carer_id text not null references person (id),
  on_day text not null,
  need text not null check (need in ('yes', 'no', 'not-enough')),
  grounds text not null check (json_valid(grounds)),
  assessor_role text not null check (assessor_role in ('social-worker', 'family-support-worker', 'psychologist', 'therapist', 'nurse', 'gp', 'programme-worker', 'other')),
  method text not null check (method in ('conversation', 'standard-measure', 'both', 'report-read')),
  note text,
  valid_to_on text not null,
  created_at text not null,
  created_by text not null
) strict;
create index need_assessment_carer on need_assessment (carer_id, on_day);

create table route_rule (
  version integer primary key not null,
  definition text not null check (json_valid(definition)),
  effective_from text not null,
  confirmed_by text,
  confirmed_at text,
  at text not null,
  by text not null
) strict;
create trigger route_rule_keeps before update of definition, version, effective_from on route_rule begin select raise(abort, 'append-only: route_rule'); end;
create trigger route_rule_stays before delete on route_rule begin select raise(abort, 'append-only: route_rule'); end;

create table route_decision (
  id text primary key not null,
  family_id text not null references family (id),
  carer_id text not null references person (id),
  child_id text not null references person (id),
  check_id text not null references behaviour_check (id),
  need_assessment_id text references need_assessment (id),
  rule_version integer not null references route_rule (version),
  answer text not null check (answer in ('parenting', 'cbt', 'parenting-and-cbt', 'not-enough-information', 'below-the-rule')),
  reasons text not null check (json_valid(reasons)),
  decided text not null check (decided in ('offer', 'not-now', 'look-again')),
  routes text not null check (json_valid(routes)),
  differs_from_rule text not null check (differs_from_rule in ('yes', 'no')),
  why_otherwise text check (why_otherwise in ('has-it-already', 'crisis-first', 'carer-asked-to-wait', 'no-place', 'no-programme', 'other-support')),
  note text,
  look_again_on text,
  letter text not null check (json_valid(letter)),
  version integer not null,
  at text not null,
  by text not null
) strict;
create index route_decision_family on route_decision (family_id, at);
create unique index route_decision_in_turn on route_decision (check_id, version);
create trigger route_decision_keeps before update on route_decision begin select raise(abort, 'append-only: route_decision'); end;
create trigger route_decision_stays before delete on route_decision
when not exists (select 1 from disposal where record_kind = 'route_decision' and record_id = old.id)
begin select raise(abort, 'append-only: route_decision'); end;

create table offer (
  id text primary key not null,
  family_id text not null references family (id),
  carer_id text not null references person (id),
  child_id text references person (id),
  support text not null check (support in ('parenting', 'cbt', 'navigator', 'financial-allowance', 'peer-support', 'self-care', 'family-group-conference')),
  decision_id text references route_decision (id),
  state text not null check (state in ('told', 'offered', 'accepted', 'declined', 'no-reply', 'not-offered', 'started', 'ended')),
  created_at text not null,
  created_by text not null,
  version integer not null default 1
) strict;
create index offer_family on offer (family_id, support);
create index offer_carer on offer (carer_id, support);
create index offer_state on offer (state, created_at);

create table offer_event (
  offer_id text not null references offer (id),
  version integer not null,
  state text not null check (state in ('told', 'offered', 'accepted', 'declined', 'no-reply', 'not-offered', 'started', 'ended')),
  on_day text not null,
  reason text,
  note text,
  at text not null,
  by text not null,
  primary key (offer_id, version)
) strict;
create trigger offer_event_in_order before insert on offer_event
when new.version <> (select coalesce(max(version), 0) from offer_event where offer_id = new.offer_id) + 1
begin select raise(abort, 'stale: offer'); end;
create trigger offer_event_keeps before update on offer_event begin select raise(abort, 'append-only: offer_event'); end;
create trigger offer_event_stays before delete on offer_event
when not exists (select 1 from disposal where record_kind = 'offer' and record_id = old.offer_id)
begin select raise(abort, 'append-only: offer_event'); end;
