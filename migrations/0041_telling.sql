-- Who works with each family, and what each person is told of until they looked (docs/rules/who-is-told.md).

-- A family is somebody's: whoever opened it, until it is handed over. The last turn is the worker now; nothing is written over.
create table family_worker (
  family_id text not null references family (id),
  turn integer not null check (turn > 0),
  user_id text not null references user (id),
  note text,
  at text not null,
  by text not null,
  primary key (family_id, turn)
) strict;
create trigger family_worker_keeps before update on family_worker begin select raise(abort, 'append-only: family_worker'); end;
create trigger family_worker_stays before delete on family_worker
when not exists (select 1 from disposal where record_kind = 'family' and record_id = old.family_id)
begin select raise(abort, 'append-only: family_worker'); end;

alter table family add column worker_id text references user (id);
create trigger family_worker_given after insert on family_worker begin
  update family set worker_id = new.user_id where id = new.family_id;
end;
create trigger family_has_worker after insert on family
when exists (select 1 from user where id = new.created_by) begin
  insert into family_worker (family_id, turn, user_id, note, at, by) values (new.id, 1, new.created_by, null, new.created_at, new.created_by);
end;
insert into family_worker (family_id, turn, user_id, note, at, by)
select f.id, 1, f.created_by, null, f.created_at, f.created_by from family f where exists (select 1 from user where id = f.created_by);
create index family_of_worker on family (worker_id, reference) where closed_on is null;

-- Who has a role somewhere now.
create view member_now as
select m.user_id, m.organisation_id, m.role from membership m join user u on u.id = m.user_id
where m.to_on is null and u.disabled_at is null;

-- One line for each person told of one thing. `seen_at`: they looked. `cover_seen_at`: whoever stood in for them did.
create table news (
  id integer primary key,
  user_id text not null references user (id),
  organisation_id text not null references organisation (id),
  verb text not null,
  at text not null,
  by text not null,
  family_id text not null references family (id),
  referral_id text references referral (id),
  run_id text references run (id),
  concern_id text references concern (id),
  seen_at text,
  cover_seen_at text
) strict;
create index news_unseen on news (user_id, organisation_id, at) where seen_at is null;
create index news_at on news (at);
