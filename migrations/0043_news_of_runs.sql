-- What is told of a run, of duty and of leave is about no family (docs/rules/who-is-told.md): news may stand without one.
create table news_of_more (
  id integer primary key,
  user_id text not null references user (id),
  organisation_id text not null references organisation (id),
  verb text not null,
  at text not null,
  by text not null,
  family_id text references family (id),
  referral_id text references referral (id),
  run_id text references run (id),
  concern_id text references concern (id),
  seen_at text,
  cover_seen_at text
) strict;
insert into news_of_more select id, user_id, organisation_id, verb, at, by, family_id, referral_id, run_id, concern_id, seen_at, cover_seen_at from news;
drop table news;
alter table news_of_more rename to news;
create index news_unseen on news (user_id, organisation_id, at) where seen_at is null;
create index news_at on news (at);
