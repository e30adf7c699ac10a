-- What somebody said of a bid before they said what they say now. The present response is in the bid itself.
create table perspective_step (
    bid_id       uuid        not null references bid on delete cascade,
    side         text        not null,
    responded_at timestamptz not null,
    response     text        not null,
    manner       text,
    primary key (bid_id, side, responded_at)
);
