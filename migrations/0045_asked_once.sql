-- What is asked once though plans ask it twice within 14 days: the one in whose place it is answered. Said anew whenever a window moves.
alter table assessment add column asked_with_id text references assessment (id);
create index assessment_asked_with on assessment (asked_with_id) where asked_with_id is not null;
create index assessment_of_informant on assessment (informant_id, measure_id) where replaced_at is null;
update assessment as b set asked_with_id = (
  select a.id from assessment a
  where a.informant_id = b.informant_id and a.measure_id = b.measure_id and a.about_id = b.about_id
  and a.informant_role = b.informant_role and a.edition = b.edition and a.form = b.form
  and a.replaced_at is null and a.state in ('scheduled', 'open') and a.timepoint in ('T1', 'T2', 'T3')
  and abs(julianday(a.due_on) - julianday(b.due_on)) <= 14 and (a.due_on, a.id) < (b.due_on, b.id)
  and a.enrolment_id <> b.enrolment_id
  and (select organisation_id from pack where id = a.pack_id) = (select organisation_id from pack where id = b.pack_id)
  and not exists (
    select 1 from assessment r
    where r.informant_id = a.informant_id and r.measure_id = a.measure_id and r.about_id = a.about_id
    and r.informant_role = a.informant_role and r.edition = a.edition and r.form = a.form
    and r.replaced_at is null and r.state in ('scheduled', 'open') and r.timepoint in ('T1', 'T2', 'T3')
    and abs(julianday(r.due_on) - julianday(a.due_on)) <= 14 and (r.due_on, r.id) < (a.due_on, a.id)
    and r.enrolment_id <> a.enrolment_id
    and (select organisation_id from pack where id = r.pack_id) = (select organisation_id from pack where id = a.pack_id))
  order by a.due_on, a.id limit 1)
where b.replaced_at is null and b.state in ('scheduled', 'open') and b.timepoint in ('T1', 'T2', 'T3')
and b.measure_id not in ('gbo', 'behaviour-recount', 'feedback', 'weekly-check-in');
update assessment as b set asked_with_id = (
  select lead.id from assessment own
  join assessment lead on lead.id = coalesce(own.asked_with_id, own.id)
  where own.informant_id = b.informant_id and own.measure_id = b.measure_id and own.about_id = b.about_id
  and own.informant_role = b.informant_role and own.edition = b.edition and own.form = b.form
  and own.enrolment_id = b.enrolment_id and own.timepoint in ('T1', 'T2')
  and own.replaced_at is null and own.state in ('scheduled', 'open')
  and lead.replaced_at is null and lead.state in ('scheduled', 'open')
  and abs(julianday(lead.due_on) - julianday(b.due_on)) <= 14
  and not exists (select 1 from enrolment e where e.id = b.enrolment_id and e.to_on < b.opens_on)
  and not exists (
    select 1 from assessment s
    where s.informant_id = b.informant_id and s.measure_id = b.measure_id and s.about_id = b.about_id
    and s.informant_role = b.informant_role and s.edition = b.edition and s.form = b.form
    and s.enrolment_id = b.enrolment_id and s.replaced_at is null and s.timepoint glob 'S*'
    and not exists (select 1 from enrolment e where e.id = s.enrolment_id and e.to_on < s.opens_on)
    and ((own.timepoint = 'T1' and (s.due_on, s.id) < (b.due_on, b.id))
      or (own.timepoint = 'T2' and (b.due_on, b.id) < (s.due_on, s.id))))
  order by own.timepoint limit 1)
where b.replaced_at is null and b.state in ('scheduled', 'open') and b.timepoint glob 'S*';
