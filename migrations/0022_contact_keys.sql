-- One key for every accepted spelling of a telephone number (src/features/families/contacts/contact-keys.ts). Keys that were written before
-- kept "44 7700 900123" and "7700 900123" as they were typed, ran an extension into the number, and left the "+" of other countries out.

-- Each change is a change of the contact: a form that was open meanwhile is told.

-- An extension is told from its number: "01632960001x12".
update contact set version = version + 1, folded = substr(folded, 1, length(folded) - length(value) + length(rtrim(value, '0123456789'))) || 'x' ||
  substr(value, length(rtrim(value, '0123456789')) + 1)
where kind in ('mobile', 'telephone') and (lower(value) like '%x%' or value like '%#%')
  and length(value) - length(rtrim(value, '0123456789')) between 1 and 6;

-- "44 7700 900123": a British number without its "+".
update contact set version = version + 1, folded = '0' || ltrim(substr(folded, 3), '0')
where kind in ('mobile', 'telephone') and ltrim(value, ' (') not like '+%' and ltrim(value, ' (') not like '00%'
  and (folded glob '44[1235789]????????*' or folded glob '440[1235789]????????*');

-- "7700 900123": a British number without its first 0.
update contact set version = version + 1, folded = '0' || folded
where kind in ('mobile', 'telephone') and ltrim(value, ' (') not like '+%' and ltrim(value, ' (') not like '00%'
  and (folded glob '[1235789][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'
    or folded glob '[1235789][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]x*');

-- "+353 (0)1 677 1234": the 0 in brackets is dialled at home only. So many figures stand before it.
update contact set version = version + 1, folded = substr(folded, 1, length(replace(replace(replace(replace(replace(
    substr(value, 1, instr(value, '(0)') - 1), ' ', ''), '+', ''), '-', ''), '.', ''), '(', ''))) ||
  substr(folded, 2 + length(replace(replace(replace(replace(replace(
    substr(value, 1, instr(value, '(0)') - 1), ' ', ''), '+', ''), '-', ''), '.', ''), '(', '')))
where kind in ('mobile', 'telephone') and value like '%(0)%'
  and (ltrim(value, ' (') like '+%' and folded not like '0%' or ltrim(value, ' (') like '00%' and folded like '00%');

-- "+353 1 677 1234" and "00353 1 677 1234": another country's, with its "+".
update contact set version = version + 1, folded = '+' || ltrim(folded, '0')
where kind in ('mobile', 'telephone')
  and (ltrim(value, ' (') like '+%' and folded not like '0%' or ltrim(value, ' (') like '00%' and folded like '00%');
