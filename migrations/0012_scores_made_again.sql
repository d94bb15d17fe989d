-- A score that was made again, by another revision or scorer, names the one that it takes the place of. That one stays.
alter table score add column made_again_of text references score (id);
create unique index score_made_again on score (made_again_of) where made_again_of is not null;
create index score_made_again_at on score (at) where made_again_of is not null;

-- For evaluators: which scores were made again, and when. No value, so that it can't be read beside another.
create view v_score_made_again as
select s.id as score_id, s.response_id, s.measure_id, s.scale, s.edition, s.revision, s.scorer_version, s.at
from score s
where s.made_again_of is not null;
