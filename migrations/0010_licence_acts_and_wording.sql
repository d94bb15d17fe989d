-- Which act of an administrator a licence row belongs to, when the holder gave the permission, and the wording that a holder permits.

alter table licence add column granted_on text;
-- 0 is a row that was written without one, as by a script of the installation.
alter table licence add column act integer not null default 0;
create unique index licence_act on licence (measure_id, channel, act) where act > 0;

create table wording (
  measure_id text not null,
  edition integer not null,
  language text not null,
  version integer not null,
  state text not null check (state in ('in-use', 'withdrawn')),
  texts text not null check (json_valid(texts)),
  licence_reference text not null,
  hash text not null,
  at text not null,
  by text not null,
  primary key (measure_id, edition, language, version)
) strict;
create trigger wording_keeps before update on wording begin select raise(abort, 'append-only: wording'); end;
create trigger wording_stays before delete on wording begin select raise(abort, 'append-only: wording'); end;
