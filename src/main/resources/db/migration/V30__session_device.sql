-- What a person may want to know of a signed-in device, and when its password was last given. A refresh token names its
-- session, so nothing is looked up by hash any more.
alter table session add column client text;
alter table session add column confirmed_at timestamptz;
update session set confirmed_at = created_at;
alter table session alter column confirmed_at set not null;
alter table session drop constraint session_refresh_hash;
alter table session drop constraint session_parent_hash;
drop index session_account;
create index session_account on session (account_id, created_at desc, id desc);
