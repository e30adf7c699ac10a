-- What opens one stream, once, where no header can be sent. Only its keyed hash is kept.
create table feed_ticket (
    hash       bytea       primary key,
    session_id uuid        not null references session on delete cascade,
    expires_at timestamptz not null
);
create index feed_ticket_session on feed_ticket (session_id);
create index feed_ticket_expires on feed_ticket (expires_at);
