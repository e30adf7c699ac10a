-- One member's place in a round, and what they put there. In a dated round it comes and goes with its author's answer,
-- so that neither finds a row because of what the other did; in one on demand both have theirs from the opening on.
create table answer (
    partnership_id   uuid        not null references partnership,
    check_in_id      uuid        not null,
    author_id        uuid        not null references account on delete cascade,
    template         text        not null,
    template_version integer     not null,
    date             date        not null,
    -- Where the round stands in a list: the start of its date in UTC, or when it was opened on demand.
    stands_at        timestamptz not null,
    -- Only of a round opened on demand; the window of a dated one follows from the calendars.
    closes_at        timestamptz,
    visibility       text,
    given            text constraint answer_given_is_object check (given is json object),
    answered_at      timestamptz,
    is_late          boolean     not null,
    revealed_at      timestamptz,
    addendum         text,
    withdrawn_at     timestamptz,
    primary key (partnership_id, check_in_id, author_id),
    constraint answer_given_or_opened check (visibility is not null or closes_at is not null),
    constraint answer_revealed_is_shared check (revealed_at is null or visibility = 'SHARED'),
    constraint answer_afterwards_is_revealed
        check (revealed_at is not null or (addendum is null and withdrawn_at is null))
);
create index answer_list on answer (partnership_id, author_id, stands_at desc, check_in_id desc);
create index answer_open on answer (partnership_id, author_id, closes_at) where closes_at is not null;
create index answer_author on answer (author_id);
