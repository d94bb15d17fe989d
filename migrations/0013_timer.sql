-- When the timer last did all of its chores; and the drafts and signed-in sessions that it looks for.

create table timer_run (
  id integer primary key not null check (id = 1),
  at text not null
) strict;

create index referral_draft on referral (created_at) where state = 'draft';
create index auth_session_expires on auth_session (expires_at);
create index verification_expires on verification (expires_at);
