-- Every ending of a part of a name, from its second letter on, so that what stands inside a name is found by an index.
create table name_tail (
  person_id text not null references person (id),
  part text not null,
  tail text not null,
  primary key (tail, person_id, part)
) strict, without rowid;
create index name_tail_person on name_tail (person_id, part);

insert into name_tail (person_id, part, tail)
select k.person_id, k.part, substr(k.part, n.value)
from name_key k cross join json_each('[2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24]') n
where length(k.part) - n.value + 1 >= 4;

create trigger name_key_tails after insert on name_key
begin
  insert or ignore into name_tail (person_id, part, tail)
  select new.person_id, new.part, substr(new.part, n.value)
  from json_each('[2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24]') n
  where length(new.part) - n.value + 1 >= 4;
end;
create trigger name_key_tails_go after delete on name_key
begin
  delete from name_tail where person_id = old.person_id and part = old.part;
end;

-- The last digits of a telephone number, as somebody reads them from a display.
create index contact_last_digits on contact (substr(folded, -4)) where kind in ('mobile', 'telephone');
