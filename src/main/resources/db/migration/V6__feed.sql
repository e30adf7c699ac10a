-- How far each account's feed has been numbered. Writers of one account queue at its row, so positions commit in order.
create table feed (
    account_id uuid   primary key references account on delete cascade,
    position   bigint not null
);

-- Each thing once, at its latest position.
create table feed_entry (
    account_id uuid        not null references account on delete cascade,
    position   bigint      not null,
    kind       text        not null,
    thing_id   uuid        not null,
    is_gone    boolean     not null,
    changed_at timestamptz not null,
    primary key (account_id, kind, thing_id)
);
create unique index feed_entry_position on feed_entry (account_id, position);
