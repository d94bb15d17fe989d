-- What somebody may see is always another person's decision, through whichever door it comes.
create trigger membership_given_by_another before insert on membership
when new.created_by = new.user_id
begin select raise(abort, 'taken: own_role'); end;
