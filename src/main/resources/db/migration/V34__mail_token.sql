-- What was mailed and can be redeemed, once. The token itself follows from the id and the server's key; only its hash is here.
create table mail_token (
    id         uuid        primary key,
    kind       text        not null,
    account_id uuid        not null references account on delete cascade,
    -- The address that it was mailed to, as typed and as compared.
    email      text        not null,
    email_key  text        not null,
    hash       bytea       not null constraint mail_token_hash unique,
    expires_at timestamptz not null
);
create index mail_token_account on mail_token (account_id);
-- An address that can still be restored is nobody else's.
create index mail_token_restorable on mail_token (email_key) where kind = 'RESTORATION';
create index mail_token_expiry on mail_token (expires_at);
