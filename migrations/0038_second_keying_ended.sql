-- A drawn form that nobody can key again, or whose differences nobody can settle, is closed with a reason: it counts as not keyed twice.

create table second_keying_ended (
  response_id text primary key not null references response (id),
  reason text not null check (reason in ('nobody-else', 'form-gone', 'all-have-seen', 'other')),
  note text,
  at text not null,
  by text not null
) strict;
create trigger second_keying_ended_keeps before update on second_keying_ended begin select raise(abort, 'append-only: second_keying_ended'); end;
create trigger second_keying_ended_stays before delete on second_keying_ended
when not exists (select 1 from disposal where record_kind = 'response' and record_id = old.response_id)
begin select raise(abort, 'append-only: second_keying_ended'); end;
create trigger second_keying_ended_open before insert on second_keying_ended
when not exists (select 1 from second_keying_open where response_id = new.response_id)
begin select raise(abort, 'stale: second_keying_ended'); end;
create trigger second_keying_ended_settles after insert on second_keying_ended
begin
  delete from second_keying_open where response_id = new.response_id;
end;
create trigger second_keying_over before insert on second_keying
when new.step = 'keyed' and exists (select 1 from second_keying_ended where response_id = new.response_id)
begin select raise(abort, 'taken: second_keying'); end;
