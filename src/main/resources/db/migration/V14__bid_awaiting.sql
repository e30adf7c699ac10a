-- What a receiver has not responded to.
create index bid_awaiting on bid (partnership_id, receiver_id, occurred_at desc, id desc)
    where receiver_given_at is null and withdrawn_at is null;
