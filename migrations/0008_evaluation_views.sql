-- What an evaluator's pages may read: pseudonymous ids, codes, ages and dates. No name, contact or words of anybody.

create view v_family as
select f.id as family_id, f.organisation_id, f.opened_on, f.closed_on,
  (select count(*) from person p where p.family_id = f.id and p.kind = 'child') as children
from family f;

create view v_person as
select p.id as person_id, p.family_id, p.kind, substr(p.birth_on, 1, 4) as birth_year, p.sex, p.ethnicity, p.language, p.deprivation_decile
from person p;

create view v_arrangement as
select a.id as arrangement_id, a.family_id, a.carer_id, a.child_id, a.kind, a.relationship, a.from_on, a.to_on, a.ended_how
from care_arrangement a;

create view v_check as
select c.id as check_id, c.family_id, c.child_id, c.carer_id, c.on_day, c.source
from behaviour_check c
where not exists (select 1 from behaviour_check later where later.supersedes_id = c.id);

create view v_decision as
select d.id as decision_id, d.family_id, d.carer_id, d.child_id, d.check_id, d.rule_version, d.answer, d.decided, d.routes, d.differs_from_rule, d.at
from route_decision d;

create view v_offer as
select o.id as offer_id, o.family_id, o.carer_id, o.child_id, o.support, o.state, o.decision_id, o.created_at,
  (select e.reason from offer_event e where e.offer_id = o.id order by e.version desc limit 1) as reason
from offer o;

create view v_referral as
select r.id as referral_id, r.family_id, r.carer_id, r.child_id, r.offer_id, r.programme_id, r.from_organisation_id, r.to_organisation_id,
  r.source, r.state, r.submitted_at, r.created_at,
  (select e.reason from referral_event e where e.referral_id = r.id order by e.version desc limit 1) as reason
from referral r
where r.state <> 'draft';

create view v_enrolment as
select e.id as enrolment_id, e.referral_id, e.run_id, r.programme_id, pv.version as programme_version, ru.organisation_id, r.carer_id, r.child_id,
  r.family_id, e.from_on, e.to_on, e.outcome, e.left_reason, pv.completion_share
from enrolment e
join referral r on r.id = e.referral_id
join run ru on ru.id = e.run_id
join programme_version pv on pv.id = ru.programme_version_id;

create view v_session as
select s.id as session_id, s.run_id, s.number, s.core, s.kind, s.for_enrolment_id, s.makes_up_id, s.local_day, s.status, s.cancelled_reason
from session s;

create view v_attendance as
select a.enrolment_id, a.session_id, a.mark, a.minutes, a.late, a.mode, a.reason, a.told_in_advance
from attendance a
where not exists (select 1 from attendance later where later.replaces_id = a.id);

-- Core sessions that an enrolment came to, catch-ups counted, of the planned core sessions that were held: what the service cancelled is in neither.
create view v_participation as
select e.id as enrolment_id,
  (select count(*) from v_attendance t join session s on s.id = t.session_id where t.enrolment_id = e.id and t.mark <> 'none' and s.core = 'yes') as attended,
  (select count(*) from session s where s.run_id = e.run_id and s.kind = 'planned' and s.core = 'yes' and s.status = 'held') as held
from enrolment e;

create view v_assessment as
select a.id as assessment_id, a.referral_id, a.enrolment_id, a.about_id, a.informant_id, a.informant_role, a.measure_id, a.edition, a.form,
  a.timepoint, a.state, a.opens_on, a.due_on, a.closes_on, a.not_collected_reason, a.unpaired_reason, ra.response_id, re.completed_on, re.mode,
  re.late_days
from assessment a
left join response_assessment ra on ra.assessment_id = a.id and ra.superseded_at is null
left join response re on re.id = ra.response_id
where a.replaced_at is null;

create view v_score as
select s.id as score_id, s.response_id, s.measure_id, s.edition, s.revision, s.scale, s.value, s.raw, s.reason, s.answered, s.items, s.prorated,
  s.bands, s.scorer_version, s.at
from score s
where not exists (
  select 1 from score later
  where later.response_id = s.response_id and later.scale = s.scale and (later.at > s.at or (later.at = s.at and later.id > s.id))
);

-- Answers of the two things that are ours and hold no measure's item: the behaviour recount and goal ratings.
create view v_answer as
select n.response_id, n.item, n.value
from answer n
join response_assessment ra on ra.response_id = n.response_id and ra.superseded_at is null
join assessment a on a.id = ra.assessment_id and a.measure_id in ('behaviour-recount', 'gbo')
where n.keying = 1 and n.item not like '%words%'
  and n.version = (select max(m.version) from answer m where m.response_id = n.response_id and m.item = n.item and m.keying = 1);

create view v_goal as
select g.id as goal_id, g.referral_id, g.enrolment_id, g.number, g.whose, g.ended_on from goal g;

create view v_objection as
select a.person_id, a.answer, a.at from agreement a
where a.purpose = 'evaluation-objection'
  and not exists (select 1 from agreement later where later.person_id = a.person_id and later.purpose = a.purpose and (later.at > a.at or (later.at = a.at and later.id > a.id)));

-- The enrolments that an evaluation is about: nobody who objected to it.
create view v_evaluated as
select e.* from v_enrolment e
where not exists (select 1 from v_objection o where o.person_id = e.carer_id and o.answer = 'given');

create view v_programme as
select p.id as programme_id, p.organisation_id, o.name as organisation, p.route, p.name, p.current_version, pv.format, pv.completion_share
from programme p
join organisation o on o.id = p.organisation_id
join programme_version pv on pv.programme_id = p.id and pv.version = p.current_version;
