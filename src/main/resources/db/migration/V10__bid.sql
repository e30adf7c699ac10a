-- One row a bid, with both perspectives in it: a lock on the row puts the two in order, and a list is one index scan.
create table bid (
    id                   uuid        not null,
    partnership_id       uuid        not null references partnership,
    -- Absent once that person has erased their account.
    bidder_id            uuid,
    receiver_id          uuid,
    recorded_by          text        not null,
    kind                 text        not null,
    channel              text        not null,
    cue                  text,
    occurred_at          timestamptz not null,
    -- Seconds east of UTC, as the client gave it.
    occurred_offset      integer     not null,
    recorded_at          timestamptz not null,
    -- Of the request that made it, to tell a repetition from another bid under the same id.
    request_digest       bytea       not null,
    withdrawn_at         timestamptz,
    -- Whether the bidder could ever see the receiver's perspective: what they first give afterwards is not blind.
    bidder_could_see     boolean     not null,
    repair_reaction      text,

    bidder_response      text,
    bidder_manner        text,
    bidder_noticed_at    timestamptz,
    bidder_note          text,
    bidder_note_shared   boolean,
    bidder_blind         boolean,
    bidder_given_at      timestamptz,
    bidder_responded_at  timestamptz,
    bidder_repaired_at   timestamptz,

    receiver_response     text,
    receiver_manner       text,
    receiver_noticed_at   timestamptz,
    receiver_note         text,
    receiver_note_shared  boolean,
    receiver_blind        boolean,
    receiver_given_at     timestamptz,
    receiver_responded_at timestamptz,
    receiver_repaired_at  timestamptz,

    -- Ids are chosen by clients: one that another couple has taken is free here, or its use would be told.
    primary key (partnership_id, id),
    -- To the membership rather than the account: only its two members can be named, and erasing one looks through
    -- the bids of that partnership alone.
    foreign key (partnership_id, bidder_id) references membership on delete set null (bidder_id),
    foreign key (partnership_id, receiver_id) references membership on delete set null (receiver_id)
);
create index bid_newest on bid (partnership_id, occurred_at desc, id desc);
