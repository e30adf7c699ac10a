-- One member's place in a round, and what they put there. The places of both are made together, empty, when the first
-- answer comes or a round is opened on demand: then one statement locks both. That a place exists shows nowhere.
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
    constraint answer_revealed_is_shared check (revealed_at is null or visibility = 'SHARED'),
    constraint answer_afterwards_is_revealed
        check (revealed_at is not null or (addendum is null and withdrawn_at is null))
);
create index answer_list on answer (partnership_id, author_id, stands_at desc, check_in_id desc)
    where visibility is not null or closes_at is not null;
create index answer_author on answer (author_id);
