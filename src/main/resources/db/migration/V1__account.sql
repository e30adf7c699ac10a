create table account (
    id           uuid        primary key,
    display_name text        not null,
    time_zone    text        not null,
    day_start    time        not null,
    locale       text        not null,
    created_at   timestamptz not null
);
