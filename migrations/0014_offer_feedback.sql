-- Whether it was explained well when it was offered: asked once, if they like, of a carer who declined. Blank is no row.
create table offer_feedback (
  offer_id text primary key not null references offer (id),
  value integer not null check (value between 0 and 10),
  at text not null,
  by text not null
) strict;
create trigger offer_feedback_declined before insert on offer_feedback
when not exists (select 1 from offer_event where offer_id = new.offer_id and state = 'declined')
begin select raise(abort, 'stale: offer'); end;
create trigger offer_feedback_keeps before update on offer_feedback begin select raise(abort, 'append-only: offer_feedback'); end;
create trigger offer_feedback_stays before delete on offer_feedback
when not exists (select 1 from disposal where record_kind = 'offer' and record_id = old.offer_id)
begin select raise(abort, 'append-only: offer_feedback'); end;

-- For evaluators: the answers of those who declined, nobody who objected to evaluation among them.
create view v_offer_feedback as
select f.offer_id, o.carer_id, o.support, f.value, f.at
from offer_feedback f
join offer o on o.id = f.offer_id
where not exists (select 1 from v_objection v where v.person_id = o.carer_id and v.answer = 'given');
