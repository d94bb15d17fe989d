-- A concern that nobody says they look at moves on: to whom, when and why, and when it is looked at next. Each form that corrects the one it
-- came from says what it says now.
alter table concern add column half_at text;
alter table concern add column next_at text;
alter table concern add column unheard_at text;
alter table concern add column items text;
alter table concern add column urgent text not null default 'no' check (urgent in ('yes', 'no'));
update concern set half_at = due_at;
update concern set next_at = due_at where state in ('raised', 'escalated');
create index concern_next on concern (next_at) where next_at is not null and unheard_at is null;
create index concern_unheard on concern (next_at) where next_at is not null and unheard_at is not null;

create table concern_told (
  concern_id text not null references concern (id),
  user_id text not null references user (id),
  step text not null check (step in ('named', 'deputy', 'manager', 'administrator')),
  why text not null check (why in ('recorded', 'duty', 'nobody-on-duty', 'half-time', 'due', 'opened-again')),
  at text not null,
  primary key (concern_id, user_id)
) strict, without rowid;
create trigger concern_told_keeps before update on concern_told begin select raise(abort, 'append-only: concern_told'); end;
create trigger concern_told_stays before delete on concern_told
when not exists (select 1 from disposal where record_kind = 'concern' and record_id = old.concern_id)
begin select raise(abort, 'append-only: concern_told'); end;

create table concern_correction (
  concern_id text not null references concern (id),
  record_id text not null,
  still text not null check (still in ('yes', 'no')),
  said text not null,
  reason text not null,
  at text not null,
  by text not null,
  primary key (concern_id, record_id)
) strict, without rowid;
create trigger concern_correction_keeps before update on concern_correction begin select raise(abort, 'append-only: concern_correction'); end;
create trigger concern_correction_stays before delete on concern_correction
when not exists (select 1 from disposal where record_kind = 'concern' and record_id = old.concern_id)
begin select raise(abort, 'append-only: concern_correction'); end;
