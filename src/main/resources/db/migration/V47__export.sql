create table export (
    id          uuid        primary key,
    account_id  uuid        not null references account on delete cascade,
    state       text        not null,
    created_at  timestamptz not null,
    -- Counts who has begun to build it: whoever was given up on finds another number here, and writes nothing any more.
    attempt     integer     not null,
    -- Until when whoever builds it is believed to be alive.
    lease_until timestamptz,
    things      bigint      not null,
    size        bigint,
    expires_at  timestamptz
);
create index export_account on export (account_id, created_at desc, id desc);
create unique index export_running on export (account_id) where state in ('WAITING', 'RUNNING');
create index export_due on export (created_at) where state in ('WAITING', 'RUNNING');
create index export_age on export (created_at);
create index export_expiry on export (expires_at) where state = 'READY';

-- The file in parts small enough to be held in memory, each written and read by one short statement.
create table export_part (
    export_id uuid    not null references export on delete cascade,
    attempt   integer not null,
    number    integer not null,
    bytes     bytea   not null,
    primary key (export_id, attempt, number)
);
-- It is compressed already.
alter table export_part alter column bytes set storage external;
