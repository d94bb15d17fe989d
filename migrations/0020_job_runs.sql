-- Each job of the timer by itself: when it was last begun, done, or failed, and until when somebody has claimed it.

create table job_run (
  name text primary key not null check (length(name) between 1 and 100),
  every_minutes integer not null check (every_minutes > 0),
  known_at text not null,
  claimed_until text,
  last_ok text,
  last_error text,
  error_at text
) strict;

drop table timer_run;
