-- Who registered where letters can be sent, and has not shown yet that the address is theirs. Anybody can register any
-- address, each as often as they like: only the one that its person confirms becomes an account, and the rest goes.
create table registration (
    id            uuid        primary key,
    email         text        not null,
    email_key     text        not null,
    password_hash text        not null,
    display_name  text        not null,
    time_zone     text        not null,
    day_start     time        not null,
    locale        text        not null,
    -- Of the token that was mailed, which follows from the id and the server's key.
    token_hash    bytea       not null constraint registration_token_hash unique,
    created_at    timestamptz not null,
    expires_at    timestamptz not null
);
create index registration_email_key on registration (email_key);
create index registration_expiry on registration (expires_at);
