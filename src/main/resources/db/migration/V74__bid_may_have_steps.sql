-- Steps of a side are looked for only where some were kept.
alter table bid
    add column bidder_may_have_steps   boolean not null default false,
    add column receiver_may_have_steps boolean not null default false;
update bid
set bidder_may_have_steps = kept.bidder, receiver_may_have_steps = kept.receiver
from (
    select partnership_id, bid_id, bool_or(side = 'BIDDER') as bidder, bool_or(side = 'RECEIVER') as receiver
    from perspective_step group by partnership_id, bid_id) as kept
where kept.partnership_id = bid.partnership_id and kept.bid_id = bid.id;
