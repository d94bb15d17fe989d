-- A check begins with what already works and whom the carer has: kept, repeated in the letter, and read by no rule.
alter table behaviour_check add column works_already text;
alter table behaviour_check add column who_helps text;

-- Each printing of a decision's letter: which of its lines were left out. The letter itself is never changed.
create table letter_printing (
  id text primary key not null,
  decision_id text not null references route_decision (id),
  left_out text not null check (json_valid(left_out)),
  at text not null,
  by text not null
) strict;
create index letter_printing_decision on letter_printing (decision_id, at);
create trigger letter_printing_keeps before update on letter_printing begin select raise(abort, 'append-only: letter_printing'); end;
create trigger letter_printing_stays before delete on letter_printing
when not exists (select 1 from disposal where record_kind = 'letter_printing' and record_id = old.id)
begin select raise(abort, 'append-only: letter_printing'); end;
