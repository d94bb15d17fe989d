-- A doubt about an answer is a clarification: a query is what a database is asked.
drop trigger query_in_order;
drop trigger query_event_keeps;
drop trigger query_event_stays;
alter table query rename to clarification;
alter table query_event rename to clarification_event;
alter table clarification_event rename column query_id to clarification_id;

drop index query_assessment;
drop index query_open;
drop index query_once;
create index clarification_assessment on clarification (assessment_id, created_at);
create index clarification_open on clarification (organisation_id, created_at) where state = 'asked';
create unique index clarification_once on clarification (response_id, item) where state = 'asked';
create trigger clarification_in_order before update of version on clarification
when new.version <> old.version + 1
begin select raise(abort, 'stale: clarification'); end;
create trigger clarification_event_keeps before update on clarification_event
begin select raise(abort, 'append-only: clarification_event'); end;
create trigger clarification_event_stays before delete on clarification_event
when not exists (select 1 from disposal where record_kind = 'clarification' and record_id = old.clarification_id)
begin select raise(abort, 'append-only: clarification_event'); end;
