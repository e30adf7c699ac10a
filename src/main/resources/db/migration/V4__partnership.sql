create table partnership (
    id         uuid        primary key,
    kind       text        not null,
    state      text        not null,
    started_at timestamptz not null,
    -- The two accounts in the order of their ids, so that the pair is one value.
    lesser_id  uuid        references account on delete set null,
    greater_id uuid        references account on delete set null,
    constraint partnership_pair_ordered check (lesser_id < greater_id)
);
create unique index already_together on partnership (lesser_id, greater_id) where state <> 'ENDED';

create table membership (
    partnership_id uuid not null references partnership,
    account_id     uuid not null references account on delete cascade,
    partner_id     uuid references account on delete set null,
    joined_at      timestamptz not null,
    primary key (partnership_id, account_id)
);
create index membership_account on membership (account_id, joined_at desc, partnership_id desc);
