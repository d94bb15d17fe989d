-- When somebody may be rung safely stands with the number, and nowhere else: a referral's own "safe times" said another thing than the
-- contact it was sent with. What was written beside needs goes to each number in use; of two that differ both are kept, and read.
update contact set version = version + 1,
  safe = iif(safe = 'no', 'no', 'at-times'),
  safe_times = (
    select iif(trim(coalesce(contact.safe_times, '')) = '', n.safe_to_call,
      iif(instr(contact.safe_times, n.safe_to_call) > 0, contact.safe_times, contact.safe_times || ' / ' || n.safe_to_call))
    from need n where n.person_id = contact.person_id)
where kind in ('mobile', 'telephone') and ended_on is null
  and exists (select 1 from need n where n.person_id = contact.person_id and trim(coalesce(n.safe_to_call, '')) <> '');

-- Of somebody without a number the words stay where they were until there is one (src/features/families/people/contact-routes.ts).
update need set version = version + 1, safe_to_call = null
where safe_to_call is not null and (trim(safe_to_call) = '' or exists (
  select 1 from contact c where c.person_id = need.person_id and c.kind in ('mobile', 'telephone') and c.ended_on is null));

create trigger need_holds_no_safe_times before insert on need when new.safe_to_call is not null
begin select raise(abort, 'CHECK constraint failed: need'); end;
create trigger need_gains_no_safe_times before update of safe_to_call on need
when new.safe_to_call is not null and new.safe_to_call is not old.safe_to_call
begin select raise(abort, 'CHECK constraint failed: need'); end;

-- What a provider keeps of a referral that ends keeps when it was safe to ring: from where that stands now.
drop view referral_carried;
create view referral_carried as
select r.id as referral_id,
  json_object(
    'carer', json_object('given_name', c.given_name, 'family_name', c.family_name, 'known_as', c.known_as, 'birth_on', c.birth_on,
      'language', c.language, 'interpreter', c.interpreter),
    'child', json_object('given_name', h.given_name, 'family_name', h.family_name, 'known_as', h.known_as, 'birth_on', h.birth_on),
    'need', json((select json_object('interpreterLanguage', n.interpreter_language, 'childcare', n.childcare, 'transport', n.transport,
      'access', n.access, 'workPattern', n.work_pattern, 'bestTimeForText', n.best_time_for_text,
      'safeToCall', coalesce((
        select group_concat(t.safe_times, ' / ') from contact t where t.person_id = r.carer_id and t.kind in ('mobile', 'telephone')
        and t.confidential = 'no' and t.ended_on is null and t.safe_times is not null), n.safe_to_call))
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
