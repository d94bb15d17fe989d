-- "Not asked" is an answer of its own: a "no" that nobody said, as a box left unticked was kept, can be put right without losing that
-- it stood there. The table is made again, since a check can't be widened; views find it by its name.
create table agreement_before as select * from agreement;
drop table agreement;

create table agreement (
  id text primary key not null,
  person_id text not null references person (id),
  family_id text not null references family (id),
  purpose text not null check (purpose in ('share-with-provider', 'contact-text', 'contact-email', 'contact-telephone', 'contact-letter', 'gp', 'research', 'recording', 'council-sees-attendance', 'council-sees-goals', 'council-sees-scores', 'evaluation-objection')),
  provider_id text references organisation (id),
  answer text not null check (answer in ('given', 'withdrawn', 'declined', 'not-asked')),
  wording_version text not null,
  how text not null check (how in ('in-person', 'telephone', 'video', 'paper', 'online')),
  at text not null,
  by text not null
) strict;
insert into agreement select id, person_id, family_id, purpose, provider_id, answer, wording_version, how, at, by from agreement_before;
drop table agreement_before;
create index agreement_of_person on agreement (person_id, purpose, at);
create index agreement_of_family on agreement (family_id, at);
create trigger agreement_keeps before update on agreement begin select raise(abort, 'append-only: agreement'); end;
create trigger agreement_stays before delete on agreement
when not exists (select 1 from disposal where record_kind = 'agreement' and record_id = old.id)
begin select raise(abort, 'append-only: agreement'); end;
-- As in 0019: what is left to a provider when the carer's yes to sharing with it ends while it is at work.
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

-- Nobody asks a child which language to be written to in: what stands there was never said.
update person set language = 'not-asked', version = version + 1 where kind = 'child' and language = 'en';
