-- Each list that grows with the years has an index that holds its order, and each count of what is open one that holds only that.

-- When a family was last asked what things are like at home, and when its next thing is due: what its list is ordered and counted by.
alter table family add column checked_on text;
drop trigger family_in_order;
update family set checked_on = (select max(c.on_day) from behaviour_check c where c.family_id = family.id);
create trigger family_in_order before update of organisation_id, reference, opened_on, closed_on, review_due_on, version on family
when new.version <> old.version + 1
begin select raise(abort, 'stale: family'); end;
create trigger family_checked after insert on behaviour_check
begin
  update family set checked_on = max(coalesce(checked_on, ''), new.on_day) where id = new.family_id;
end;
create trigger family_check_gone after delete on behaviour_check
begin
  update family set checked_on = (select max(c.on_day) from behaviour_check c where c.family_id = old.family_id) where id = old.family_id;
end;
alter table family add column due_order text
  generated always as (coalesce(iif(checked_on is null, opened_on, review_due_on), '9999-12-31')) virtual;
drop index family_of_organisation;
create index family_open on family (organisation_id, reference) where closed_on is null;
create index family_closed on family (organisation_id, reference) where closed_on is not null;
create index family_open_due on family (organisation_id, due_order, reference) where closed_on is null;
create index family_open_checked on family (organisation_id, coalesce(checked_on, '')) where closed_on is null;

create index concern_closed on concern (organisation_id, due_at) where state = 'closed';
create index concern_raised_by on concern (created_by, due_at);

-- Since when an offer stands as it does: the day of its last event.
alter table offer add column since_on text;
update offer set since_on = (select e.on_day from offer_event e where e.offer_id = offer.id order by e.version desc limit 1);
create trigger offer_moved after insert on offer_event
begin
  update offer set since_on = new.on_day where id = new.offer_id;
end;
create index offer_unanswered on offer (since_on) where state in ('offered', 'no-reply');
drop index offer_state;

drop index run_organisation;
create index run_open on run (organisation_id, created_at) where closed_on is null;
create index run_closed on run (organisation_id, created_at) where closed_on is not null;
drop index run_programme;
create index run_programme on run (programme_version_id, closed_on);

create index referral_waiting on referral (to_organisation_id, submitted_at) where state in ('accepted', 'waiting');

-- Of one record: its goals, its answer sheets, what is to be done about it, who signed in as what.
create index goal_of_referral on goal (referral_id, created_at);
create index response_assessment_of on response_assessment (assessment_id);
create index assessment_referral on assessment (referral_id, timepoint);
create index task_subject on task (subject_id);
create index auth_session_membership on auth_session (membership_id) where membership_id is not null;
create index invitation_waiting on invitation (organisation_id, created_at) where used_at is null and revoked_at is null;

-- Questionnaires by when they can't be asked any more: those that are still to be asked, and those that end a course.
drop index assessment_due;
create index assessment_waiting on assessment (closes_on, opens_on) where replaced_at is null and state in ('scheduled', 'open');
create index assessment_after on assessment (closes_on) where replaced_at is null and timepoint = 'T2';

-- Forms drawn for a second keying that were not keyed again, or whose differences nobody has settled yet.
create table second_keying_open (
  response_id text primary key not null references response (id),
  at text not null
) strict;
create index second_keying_open_at on second_keying_open (at);
insert into second_keying_open (response_id, at)
select d.response_id, d.at from second_keying d
left join second_keying k on k.response_id = d.response_id and k.step = 'keyed'
where d.step = 'drawn' and (
  k.response_id is null or k.differ > (select count(*) from keying_check c where c.response_id = d.response_id));
create trigger second_keying_begun after insert on second_keying when new.step = 'drawn'
begin
  insert into second_keying_open (response_id, at) values (new.response_id, new.at);
end;
create trigger second_keying_agreed after insert on second_keying when new.step = 'keyed'
begin
  delete from second_keying_open where response_id = new.response_id
    and new.differ <= (select count(*) from keying_check c where c.response_id = new.response_id);
end;
create trigger keying_check_settled after insert on keying_check
begin
  delete from second_keying_open where response_id = new.response_id and exists (
    select 1 from second_keying k where k.response_id = new.response_id and k.step = 'keyed'
    and k.differ <= (select count(*) from keying_check c where c.response_id = new.response_id));
end;

-- What made the newest scores of an answer sheet in use ("sdq 1.2 3": measure, edition and revision, scorer), so that those which
-- something else made than what is installed stand together.
alter table response add column scored_by text;
update response set scored_by = (
  select s.measure_id || ' ' || s.edition || '.' || s.revision || ' ' || s.scorer_version from score s
  where s.response_id = response.id order by s.at desc, s.id desc limit 1);
update response set scored_by = null where id not in (select response_id from response_assessment where superseded_at is null);
create index response_scored_by on response (scored_by, id) where scored_by is not null;
create trigger score_is_newest after insert on score
begin
  update response set scored_by = new.measure_id || ' ' || new.edition || '.' || new.revision || ' ' || new.scorer_version
  where id = new.response_id and not exists (
    select 1 from score s where s.response_id = new.response_id and (s.at > new.at or (s.at = new.at and s.id > new.id)));
end;
create trigger response_out_of_use after update of superseded_at on response_assessment
when new.superseded_at is not null and not exists (
  select 1 from response_assessment ra where ra.response_id = new.response_id and ra.superseded_at is null)
begin
  update response set scored_by = null where id = new.response_id;
end;

-- Scores that were made again, by the organisation whose run they belong to, and whether they say something else than before.
create table score_again (
  score_id text primary key not null references score (id),
  organisation_id text not null references organisation (id),
  moved text not null check (moved in ('yes', 'no')),
  at text not null
) strict;
create index score_again_of on score_again (organisation_id, moved, at, score_id);
insert or ignore into score_again (score_id, organisation_id, moved, at)
select s.id, r.organisation_id, iif(
  (s.value is null) <> (p.value is null) or abs(coalesce(s.value, 0) - coalesce(p.value, 0)) >= 1e-9
  or s.reason is not p.reason
  or coalesce((
    select max(o.value ->> '$.name' <> n.value ->> '$.name') from json_each(s.bands) as n
    join json_each(p.bands) as o on o.value ->> '$.system' = n.value ->> '$.system'
  ), json_array_length(s.bands) + json_array_length(p.bands) > 0), 'yes', 'no'), s.at
from score s
join score p on p.id = s.made_again_of
join response_assessment ra on ra.response_id = s.response_id
join assessment a on a.id = ra.assessment_id
join enrolment e on e.id = a.enrolment_id
join run r on r.id = e.run_id;
drop index score_made_again_at;
