-- A word of ours, hashed with each secret that this database is kept under, so that a start with another one is noticed.
create table sealed_word (
  name text primary key not null check (name in ('secret', 'audit-key')),
  sealed text not null,
  at text not null
) strict;
