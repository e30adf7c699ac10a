-- After the end each searches what they wrote themselves alone: their note, and the cue if they recorded it. Kept like the
-- words that were searched before, for making them of thousands of bids takes seconds.
alter table bid
    add column bidder_own_words tsvector not null
        generated always as (words_of(
            case when recorded_by = 'BIDDER' then coalesce(cue, '') else '' end || ' ' || coalesce(bidder_note, '')))
            stored,
    add column receiver_own_words tsvector not null
        generated always as (words_of(
            case when recorded_by = 'RECEIVER' then coalesce(cue, '') else '' end || ' ' || coalesce(receiver_note, '')))
            stored;
