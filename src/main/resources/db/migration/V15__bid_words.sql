-- Text as it is searched: compatible forms made one, marks taken off (accents, vowel points, tone marks, what joins or
-- breaks a word unseen), letters that no mark makes spelled out. Built of immutable functions only, by the characters of
-- Unicode whatever the database's own locale, and without the extension unaccent, which not every role may create.
create function folded(text) returns text
    language sql immutable strict parallel safe
    return replace(replace(replace(replace(
        translate(
            regexp_replace(
                lower(normalize($1, NFKD) collate pg_c_utf8),
                '[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7'
                '\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed'
                '\u0711\u0730-\u074a\u08d3-\u08ff\u093c\u094d\u09bc\u09cd\u0a3c\u0a4d\u0abc\u0acd\u0b3c\u0b4d\u0bcd'
                '\u0c4d\u0cbc\u0ccd\u0d4d\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2060\u20d0-\u20ff'
                '\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]', '', 'g'),
            'łøđħıς', 'lodhiσ'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');

-- Letters and digits alone make words: otherwise the parser takes "and/or" for a path and "home.tea" for a host.
create function words_of(text) returns tsvector
    language sql immutable strict parallel safe
    return to_tsvector('simple', regexp_replace(folded($1) collate pg_c_utf8, '[^[:alnum:]]+', ' ', 'g'));

-- What is asked for, its words made in the same way; quotes, and a hyphen before a word, keep their meaning. What is
-- written as one, like "well-meant", is held together by the underscore, which the parser drops: a phrase.
create function words_asked(text) returns tsquery
    language sql immutable strict parallel safe
    return websearch_to_tsquery(
        'simple',
        regexp_replace(
            regexp_replace(
                folded($1) collate pg_c_utf8, '(?<=[[:alnum:]])[^[:alnum:]\s"]+(?=[[:alnum:]])', '_', 'g'),
            '[^[:alnum:]"_-]|(?<=\S)-|-(?![[:alnum:]"])', ' ', 'g'));

-- What each side may search: the cue, and what they wrote themselves. There is no index on it: the rows of one
-- partnership are found by theirs, while one over the words would be read through other couples' words.
alter table bid
    add column bidder_words tsvector not null
        generated always as (words_of(coalesce(cue, '') || ' ' || coalesce(bidder_note, ''))) stored,
    add column receiver_words tsvector not null
        generated always as (words_of(coalesce(cue, '') || ' ' || coalesce(receiver_note, ''))) stored;
