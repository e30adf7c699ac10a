-- Under which other ids an export was asked for while it was being made: asked for again, that is the one.
create table export_request (
    account_id uuid not null references account on delete cascade,
    id         uuid not null,
    export_id  uuid not null references export on delete cascade,
    primary key (account_id, id)
);
create index export_request_export on export_request (export_id);
