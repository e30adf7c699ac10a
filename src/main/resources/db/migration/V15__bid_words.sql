-- Text as it is searched: compatible forms made one, accents taken off, letters that no accent makes spelled out.
-- Built of immutable functions only, and without the extension unaccent, which not every role may create.
create function folded(text) returns text
    language sql immutable strict parallel safe
    return replace(replace(replace(replace(
        translate(
            regexp_replace(lower(normalize($1, NFKD)), '[\u0300-\u036f]', '', 'g'),
            'łøđħı', 'lodhi'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');

-- What each side may search: the cue, and what they wrote themselves. There is no index on it: the rows of one
-- partnership are found by theirs, while one over the words would be read through other couples' words.
alter table bid
    add column bidder_words tsvector not null
        generated always as (to_tsvector('simple', folded(coalesce(cue, '') || ' ' || coalesce(bidder_note, '')))) stored,
    add column receiver_words tsvector not null
        generated always as (to_tsvector('simple', folded(coalesce(cue, '') || ' ' || coalesce(receiver_note, '')))) stored;
