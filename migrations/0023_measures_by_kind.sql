-- Which answers evaluators may read is told by the kind of measure, as its definition was when it was used. No measure is named.
alter table measure_version add column kind text generated always as (definition ->> '$.kind') virtual;
create index measure_version_kind on measure_version (measure_id, edition, kind);

-- Answers of the two kinds that hold no measure's item: what behaviours are like, recounted, and ratings of a family's own goals.
drop view v_answer;
create view v_answer as
select n.response_id, n.item, n.value
from answer n
join response_assessment ra on ra.response_id = n.response_id and ra.superseded_at is null
join assessment a on a.id = ra.assessment_id
where n.keying = 1 and n.item not like '%words%'
  and exists (
    select 1 from measure_version m
    where m.measure_id = a.measure_id and m.edition = a.edition and m.kind in ('recount', 'goals')
  )
  and n.version = (select max(l.version) from answer l where l.response_id = n.response_id and l.item = n.item and l.keying = 1);
