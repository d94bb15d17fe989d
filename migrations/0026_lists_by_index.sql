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
