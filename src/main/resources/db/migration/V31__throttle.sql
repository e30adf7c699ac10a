-- How much of each limit that holds across replicas is left, as the library that counts writes it. The id is a keyed hash:
-- the table tells nobody's address.
create table throttle (
    id         bigint primary key,
    state      bytea,
    expires_at bigint
);
create index throttle_expiry on throttle (expires_at);
