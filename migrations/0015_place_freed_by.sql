-- Whose ending freed a place last, so that the same place is theirs again when that ending is taken back.
alter table place add column freed_by_id text references enrolment (id);
