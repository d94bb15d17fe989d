-- Somebody goes to another run, or back to the waiting list: their enrolment, what they answered and what they came to stay theirs.

create table run_change (
  id text primary key not null,
  enrolment_id text not null references enrolment (id),
  kind text not null check (kind in ('moved', 'back-on-list', 'enrolled-again')),
  from_run_id text references run (id),
  to_run_id text references run (id),
  was_from_on text not null,
  on_day text not null,
  why text,
  at text not null,
  by text not null,
  check ((kind = 'enrolled-again') = (from_run_id is null)),
  check ((kind = 'back-on-list') = (to_run_id is null))
) strict;
create index run_change_enrolment on run_change (enrolment_id, at);
create index run_change_from on run_change (from_run_id) where from_run_id is not null;
create trigger run_change_keeps before update on run_change begin select raise(abort, 'append-only: run_change'); end;
create trigger run_change_stays before delete on run_change
when not exists (select 1 from disposal where record_kind = 'enrolment' and record_id = old.enrolment_id)
begin select raise(abort, 'append-only: run_change'); end;

-- The day they went back to the waiting list: until they are enrolled again they are on no run, and no run has lost or finished them.
alter table enrolment add column back_on_list_on text;

drop view v_enrolment;
create view v_enrolment as
select e.id as enrolment_id, e.referral_id, e.run_id, r.programme_id, pv.version as programme_version, ru.organisation_id, r.carer_id, r.child_id,
  r.family_id, e.from_on, e.to_on, e.outcome, e.left_reason, pv.completion_share
from enrolment e
join referral r on r.id = e.referral_id
join run ru on ru.id = e.run_id
join programme_version pv on pv.id = ru.programme_version_id
where e.back_on_list_on is null;

-- As before; a session that somebody came to on an earlier run stands for the same session of this one, once.
drop view v_participation;
create view v_participation as
select e.id as enrolment_id,
  (select count(*) from v_attendance t join session s on s.id = t.session_id where t.enrolment_id = e.id and t.mark <> 'none' and s.core = 'yes'
    and (s.run_id = e.run_id or s.kind <> 'planned' or not exists (
      select 1 from v_attendance again join session same on same.id = again.session_id
      where again.enrolment_id = e.id and again.mark <> 'none' and same.run_id = e.run_id and same.kind = 'planned' and same.number = s.number))) as attended,
  (select count(*) from session s where s.run_id = e.run_id and s.kind = 'planned' and s.core = 'yes' and s.status = 'held') as held
from enrolment e;
