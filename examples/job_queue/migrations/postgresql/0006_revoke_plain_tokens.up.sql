-- rung: irreversible the tokens that stood here in plain text are deleted, and nothing can bring them back
-- From here on only a token's SHA-256 is kept. Tokens that could be read by whoever had a backup are revoked.
alter table api_token
  drop column secret,
  add column digest bytea unique check (length(digest) = 32),
  add column revoked_at timestamptz;

update api_token set revoked_at = current_timestamp;

alter table api_token add constraint api_token_is_usable check (digest is not null or revoked_at is not null);
