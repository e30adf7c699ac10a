-- Logged during a pause: for who recorded it alone, for ever.
alter table bid add column is_private boolean not null default false;
-- Given during a pause to a bid that both see: for its author alone until they give it again.
alter table bid add column bidder_private_since timestamptz;
alter table bid add column receiver_private_since timestamptz;
