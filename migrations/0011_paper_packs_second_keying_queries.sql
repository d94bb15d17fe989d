-- The number on a printed pack, the second keying of a sample, and queries on doubtful answers.

-- Every pack has a number that says nothing of anybody; its check digit is worked out, never stored.
create table paper_pack (
  number integer primary key not null,
  pack_id text not null unique references pack (id)
) strict;
create trigger paper_pack_keeps before update on paper_pack begin select raise(abort, 'append-only: paper_pack'); end;
create trigger paper_pack_stays before delete on paper_pack
when not exists (select 1 from disposal where record_kind = 'pack' and record_id = old.pack_id)
begin select raise(abort, 'append-only: paper_pack'); end;
insert into paper_pack (pack_id) select id from pack order by id;
create trigger pack_numbered after insert on pack begin insert into paper_pack (pack_id) values (new.id); end;

-- A response drawn for a second keying after its first, and that keying once it was done.
create table second_keying (
  response_id text not null references response (id),
  step text not null check (step in ('drawn', 'keyed')),
  seed text not null,
  share real not null,
  fields integer,
  differ integer,
  at text not null,
  by text not null,
  primary key (response_id, step),
  check ((step = 'keyed') = (fields is not null and differ is not null))
) strict;
create index second_keying_step on second_keying (step, at);
create trigger second_keying_blind before insert on second_keying
when new.step = 'keyed' and new.by = (select keyed_by from response where id = new.response_id)
begin select raise(abort, 'taken: second_keying'); end;
create trigger second_keying_drawn before insert on second_keying
when new.step = 'keyed' and not exists (select 1 from second_keying where response_id = new.response_id and step = 'drawn')
begin select raise(abort, 'stale: second_keying'); end;
create trigger second_keying_keeps before update on second_keying begin select raise(abort, 'append-only: second_keying'); end;
create trigger second_keying_stays before delete on second_keying
when not exists (select 1 from disposal where record_kind = 'response' and record_id = old.response_id)
begin select raise(abort, 'append-only: second_keying'); end;

-- Where two keyings differ and what the paper form says; null is left blank.
create table keying_check (
  response_id text not null references response (id),
  item text not null,
  first text,
  second text,
  adjudicated text,
  reason text not null,
  at text not null,
  by text not null,
  primary key (response_id, item)
) strict;
create trigger keying_check_keeps before update on keying_check begin select raise(abort, 'append-only: keying_check'); end;
create trigger keying_check_stays before delete on keying_check
when not exists (select 1 from disposal where record_kind = 'response' and record_id = old.response_id)
begin select raise(abort, 'append-only: keying_check'); end;

create table query (
  id text primary key not null,
  assessment_id text not null references assessment (id),
  response_id text not null references response (id),
  item text not null,
  organisation_id text not null references organisation (id),
  state text not null check (state in ('asked', 'answered', 'corrected')),
  created_at text not null,
  created_by text not null,
  version integer not null default 1
) strict;
create index query_assessment on query (assessment_id, created_at);
create index query_open on query (organisation_id, created_at) where state = 'asked';
create unique index query_once on query (response_id, item) where state = 'asked';
create trigger query_in_order before update of version on query
when new.version <> old.version + 1
begin select raise(abort, 'stale: query'); end;

create table query_event (
  query_id text not null references query (id),
  version integer not null,
  verb text not null check (verb in ('asked', 'answered', 'corrected')),
  note text not null,
  at text not null,
  by text not null,
  primary key (query_id, version)
) strict;
create trigger query_event_keeps before update on query_event begin select raise(abort, 'append-only: query_event'); end;
create trigger query_event_stays before delete on query_event
when not exists (select 1 from disposal where record_kind = 'query' and record_id = old.query_id)
begin select raise(abort, 'append-only: query_event'); end;
