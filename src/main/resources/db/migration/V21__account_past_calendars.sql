-- The calendars that a person had before the present one, a line each: until when (RFC 3339), the day's start, the zone.
-- Null for who never changed it, which is nearly everybody. On the account, because whoever reads the present calendar
-- reads these too.
alter table account add column past_calendars text;
