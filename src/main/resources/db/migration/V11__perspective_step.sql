-- What somebody said of a bid before they said what they say now. The present response is in the bid itself.
create table perspective_step (
    partnership_id uuid        not null,
    bid_id         uuid        not null,
    side           text        not null,
    responded_at   timestamptz not null,
    response       text        not null,
    manner         text,
    primary key (partnership_id, bid_id, side, responded_at),
    foreign key (partnership_id, bid_id) references bid on delete cascade
);
