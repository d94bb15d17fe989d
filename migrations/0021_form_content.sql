-- What a form held when its key was used: the same key with other words is not the same form.
alter table idempotency add column content text not null default '';
