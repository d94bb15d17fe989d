-- A provider sees a family's file while it is at work for the family and the carer agrees to share with it. When either
-- ends it keeps what the referral had carried, as it was then. Triggers take the copy, in the commit of the ending or of the
-- answer itself, whichever way that is written. The states are those of src/features/sharing/sight.ts.

create table referral_kept (
  referral_id text not null references referral (id),
  turn integer not null,
  why text not null check (why in ('ended', 'withdrawn')),
  body text not null check (json_valid(body)),
  at text not null,
  primary key (referral_id, turn)
) strict;
create trigger referral_kept_keeps before update on referral_kept begin select raise(abort, 'append-only: referral_kept'); end;
create trigger referral_kept_stays before delete on referral_kept
when not exists (select 1 from disposal where record_kind = 'referral' and record_id = old.referral_id)
begin select raise(abort, 'append-only: referral_kept'); end;

-- What a referral carries, as it is now. `ended` is what is kept after an ending: of contacts no values, only which they
-- were, so that a number that changed since is nobody's to ring. `withdrawn` is what is left when the carer no longer
-- agrees to share: nothing; or, of somebody who is or was on a run, the name by which the register calls them, the child's
-- initial that was shown to the carer, and the birth date by which the provider's own questionnaires are scored.
create view referral_carried as
select r.id as referral_id,
  json_object(
    'carer', json_object('given_name', c.given_name, 'family_name', c.family_name, 'known_as', c.known_as, 'birth_on', c.birth_on,
      'language', c.language, 'interpreter', c.interpreter),
    'child', json_object('given_name', h.given_name, 'family_name', h.family_name, 'known_as', h.known_as, 'birth_on', h.birth_on),
    'need', json((select json_object('interpreterLanguage', n.interpreter_language, 'childcare', n.childcare, 'transport', n.transport,
      'access', n.access, 'workPattern', n.work_pattern, 'safeToCall', n.safe_to_call, 'bestTimeForText', n.best_time_for_text)
      from need n where n.person_id = r.carer_id)),
    'availability', json((select json_group_array(json_object('day', a.day, 'part', a.part)) from availability a where a.person_id = r.carer_id)),
    'contacts', json((select json_group_array(json_object('id', t.id, 'version', t.version)) from contact t
      where t.person_id = r.carer_id and t.confidential = 'no' and t.ended_on is null))
  ) as ended,
  coalesce((select json_object(
    'carer', json_object('given_name', coalesce(c.known_as, c.given_name)),
    'child', json_object('given_name', e.child_initial, 'birth_on', h.birth_on))
    from enrolment e where e.referral_id = r.id order by e.from_on desc, e.id desc limit 1), '{}') as withdrawn
from referral r
join person c on c.id = r.carer_id
join person h on h.id = r.child_id;

create view referral_sharing as
select r.id as referral_id, (
  select g.answer from agreement g
  where g.person_id = r.carer_id and g.purpose = 'share-with-provider' and g.provider_id = r.to_organisation_id
  order by g.at desc, g.id desc limit 1) as answer
from referral r;

-- An ending, while the carer agrees. Had they withdrawn before, the copy of that day stays the last one.
create trigger referral_kept_at_its_end after update of state on referral
when old.state in ('submitted', 'information-requested', 'accepted', 'waiting', 'enrolled', 'started')
  and new.state not in ('submitted', 'information-requested', 'accepted', 'waiting', 'enrolled', 'started')
  and new.submitted_at is not null and new.from_organisation_id <> new.to_organisation_id
  and (select s.answer from referral_sharing s where s.referral_id = new.id) = 'given'
begin
  insert into referral_kept (referral_id, turn, why, body, at)
  select new.id, (select coalesce(max(k.turn), 0) + 1 from referral_kept k where k.referral_id = new.id), 'ended', b.ended,
    coalesce((select max(e.at) from referral_event e where e.referral_id = new.id), new.submitted_at)
  from referral_carried b where b.referral_id = new.id;
end;

-- The carer's answer to sharing turns from yes to no while the provider is at work.
create trigger referral_kept_at_a_no after insert on agreement
when new.purpose = 'share-with-provider' and new.answer <> 'given'
  and not exists (
    select 1 from agreement g where g.person_id = new.person_id and g.purpose = new.purpose and g.provider_id = new.provider_id
    and (g.at > new.at or (g.at = new.at and g.id > new.id)))
  and (
    select g.answer from agreement g where g.person_id = new.person_id and g.purpose = new.purpose and g.provider_id = new.provider_id
    and g.id <> new.id order by g.at desc, g.id desc limit 1) = 'given'
begin
  insert into referral_kept (referral_id, turn, why, body, at)
  select r.id, (select coalesce(max(k.turn), 0) + 1 from referral_kept k where k.referral_id = r.id), 'withdrawn', b.withdrawn, new.at
  from referral r join referral_carried b on b.referral_id = r.id
  where r.carer_id = new.person_id and r.to_organisation_id = new.provider_id and r.from_organisation_id <> r.to_organisation_id
  and r.submitted_at is not null and r.state in ('submitted', 'information-requested', 'accepted', 'waiting', 'enrolled', 'started');
end;

-- What is there already: endings are kept as the file stands today; where the carer's last answer is a no, no more than is
-- left after a no, from the day they said it.
insert into referral_kept (referral_id, turn, why, body, at)
select r.id, 1, iif(s.answer = 'given', 'ended', 'withdrawn'), iif(s.answer = 'given', b.ended, b.withdrawn),
  iif(s.answer = 'given',
    coalesce((select max(e.at) from referral_event e where e.referral_id = r.id), r.submitted_at),
    (select max(g.at) from agreement g where g.person_id = r.carer_id and g.purpose = 'share-with-provider'
      and g.provider_id = r.to_organisation_id and g.answer <> 'given'))
from referral r join referral_carried b on b.referral_id = r.id join referral_sharing s on s.referral_id = r.id
where r.submitted_at is not null and r.from_organisation_id <> r.to_organisation_id and s.answer is not null
and (r.state in ('declined', 'completed', 'left-early', 'did-not-start', 'closed') or s.answer <> 'given');
