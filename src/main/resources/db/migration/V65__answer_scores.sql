-- The values of the daily scales, in the order in which they are asked: read at once where thousands of answers are added
-- up, which parsing them each time does not allow. An item that was not answered is null.
alter table answer add column scores smallint[]
    generated always as (
        case when template = 'daily' and given is not null then array[
            cast(cast(given as jsonb) -> 'mood' ->> 'value' as smallint),
            cast(cast(given as jsonb) -> 'closeness' ->> 'value' as smallint),
            cast(cast(given as jsonb) -> 'presence' ->> 'value' as smallint),
            cast(cast(given as jsonb) -> 'feeling_heard' ->> 'value' as smallint),
            cast(cast(given as jsonb) -> 'time_together' ->> 'value' as smallint)] end) stored;
