-- By which name a family stands in a list: its carers' family and given names, lower case, the first as the lists name them first.
alter table family add column name_order text not null default '';
update family set name_order = coalesce((
  select lower(coalesce(p.family_name, '') || ' ' || p.given_name) from person p
  where p.family_id = family.id and p.kind = 'carer' order by p.birth_on is null, p.birth_on, p.id limit 1), '');
create trigger family_named after insert on person when new.kind = 'carer'
begin
  update family set name_order = coalesce((
    select lower(coalesce(p.family_name, '') || ' ' || p.given_name) from person p
    where p.family_id = new.family_id and p.kind = 'carer' order by p.birth_on is null, p.birth_on, p.id limit 1), '')
  where id = new.family_id;
end;
create trigger family_renamed after update of given_name, family_name, birth_on on person when new.kind = 'carer'
begin
  update family set name_order = coalesce((
    select lower(coalesce(p.family_name, '') || ' ' || p.given_name) from person p
    where p.family_id = new.family_id and p.kind = 'carer' order by p.birth_on is null, p.birth_on, p.id limit 1), '')
  where id = new.family_id;
end;
create trigger family_unnamed after delete on person when old.kind = 'carer'
begin
  update family set name_order = coalesce((
    select lower(coalesce(p.family_name, '') || ' ' || p.given_name) from person p
    where p.family_id = old.family_id and p.kind = 'carer' order by p.birth_on is null, p.birth_on, p.id limit 1), '')
  where id = old.family_id;
end;
create index family_open_name on family (organisation_id, name_order, reference) where closed_on is null;
