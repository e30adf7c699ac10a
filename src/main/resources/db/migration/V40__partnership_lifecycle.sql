alter table partnership add column ended_at timestamptz;
alter table partnership add constraint partnership_ended_once check ((state = 'ENDED') = (ended_at is not null));
-- Each pauses for themselves: the partnership is paused while one of the two does.
alter table membership add column paused_at timestamptz;
-- What this person calls the other, for their own eyes.
alter table membership add column nickname text;
-- What this person called themselves when the partnership ended, in their own row: it goes when they erase their account.
alter table membership add column name_at_end text;
