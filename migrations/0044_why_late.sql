-- Why a referral is late by a service standard, as somebody of either side said it (docs/rules/service-standards.md). The last turn
-- is what stands. `standards` are those that were late when it was said: a later one asks again.
create table late_reason (
  referral_id text not null references referral (id),
  turn integer not null check (turn > 0),
  reason text not null check (reason in ('no-place', 'staff', 'not-reached', 'carer-asked', 'childcare-or-travel', 'interpreter', 'overlooked', 'recorded-late', 'other')),
  note text,
  standards text not null check (json_valid(standards)),
  at text not null,
  by text not null,
  primary key (referral_id, turn)
) strict;
create trigger late_reason_keeps before update on late_reason begin select raise(abort, 'append-only: late_reason'); end;
create trigger late_reason_stays before delete on late_reason
when not exists (select 1 from disposal where record_kind = 'referral' and record_id = old.referral_id)
begin select raise(abort, 'append-only: late_reason'); end;

-- Decisions that are not what the rule says, of all organisations: few, and read by their day.
create index route_decision_differs on route_decision (at) where differs_from_rule = 'yes';
