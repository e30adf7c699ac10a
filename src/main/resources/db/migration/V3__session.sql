-- A session that has ended is gone: a row here is a living one.
create table session (
    id            uuid        primary key,
    account_id    uuid        not null references account on delete cascade,
    label         text,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    refresh_hash  bytea       not null constraint session_refresh_hash unique,
    -- The refresh token before the present one, and the salt by which the present one follows from it.
    parent_hash   bytea       constraint session_parent_hash unique,
    salt          bytea,
    rotated_at    timestamptz not null
);
create index session_account on session (account_id);
