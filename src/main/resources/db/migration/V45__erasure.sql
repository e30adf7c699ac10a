-- Until when its person may undo it, and since when it can no longer be undone because the erasing has begun.
alter table account
    add column erasure_at timestamptz,
    add column erasing_since timestamptz;
create index account_erasure on account (erasure_at) where erasure_at is not null;

-- How a partner told the date who has erased their account, as far as past rounds need it. It names nobody.
alter table membership add column partner_calendars text;

-- An invitation is its inviter's, also when its redeemer is gone.
alter table invitation
    drop constraint invitation_redeemer_id_fkey,
    add foreign key (redeemer_id) references account on delete set null;

-- Without these, erasing one account would read through everybody's.
create index membership_partner on membership (partner_id);
create index partnership_lesser on partnership (lesser_id);
create index partnership_greater on partnership (greater_id);
