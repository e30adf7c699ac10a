-- A process that holds streams open, and when it was last heard of.
create table feed_replica (
    id      uuid        primary key,
    seen_at timestamptz not null
);

-- The right of an open stream to go on: it ends when the row goes, with its session or because newer streams take its place.
create table feed_stream (
    id         uuid primary key,
    replica_id uuid not null references feed_replica on delete cascade,
    account_id uuid not null references account on delete cascade,
    session_id uuid not null references session on delete cascade
);
create index feed_stream_replica on feed_stream (replica_id);
create index feed_stream_account on feed_stream (account_id, id);
create index feed_stream_session on feed_stream (session_id);
