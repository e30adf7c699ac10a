-- How far each account's feed has been numbered. Writers of one account queue at its row, so positions commit in order.
create table feed (
    account_id uuid   primary key references account on delete cascade,
    position   bigint not null,
    -- The last position of a deletion that is no longer kept: who has not read as far cannot catch up.
    forgotten  bigint not null default 0
);

-- Each thing once, at its latest position.
create table feed_entry (
    account_id     uuid        not null references account on delete cascade,
    position       bigint      not null,
    kind           text        not null,
    -- Where the thing belongs, for clients choose ids that are unique there alone; absent for what is in no partnership.
    partnership_id uuid,
    thing_id       uuid        not null,
    is_gone        boolean     not null,
    changed_at     timestamptz not null,
    primary key (account_id, position),
    constraint feed_entry_thing unique nulls not distinct (account_id, kind, partnership_id, thing_id)
);
create index feed_entry_gone on feed_entry (changed_at) where is_gone;
