-- Codes that no column's check listed: what is not one of them is refused all the same.
create trigger task_codes before insert on task
when new.kind not in ('two-absences', 'three-absences') or new.subject_kind not in ('enrolment')
begin select raise(abort, 'CHECK constraint failed: task'); end;
create trigger saved_search_codes before insert on saved_search
when new.kind not in ('families', 'audit-family')
begin select raise(abort, 'CHECK constraint failed: saved_search'); end;
create trigger referral_event_states before insert on referral_event
when new.to_state not in ('draft', 'submitted', 'information-requested', 'accepted', 'declined', 'waiting', 'enrolled', 'started', 'completed', 'left-early', 'did-not-start', 'closed')
  or new.from_state not in ('draft', 'submitted', 'information-requested', 'accepted', 'declined', 'waiting', 'enrolled', 'started', 'completed', 'left-early', 'did-not-start', 'closed')
begin select raise(abort, 'CHECK constraint failed: referral_event'); end;
