-- rung: irreversible the tokens that stood here in plain text are deleted, and nothing can bring them back
-- From here on only a token's SHA-256 is kept. Tokens that could be read by whoever had a backup are revoked.
create table api_token_rebuilt (
  id integer primary key,
  tenant_id integer not null references tenant (id) on delete cascade,
  label text not null,
  digest blob unique check (digest is null or length(digest) = 32),
  created_at text not null default current_timestamp,
  revoked_at text,
  check (digest is not null or revoked_at is not null)
);

insert into api_token_rebuilt (id, tenant_id, label, created_at, revoked_at)
select id, tenant_id, label, created_at, current_timestamp from api_token;

drop table api_token;
alter table api_token_rebuilt rename to api_token;
