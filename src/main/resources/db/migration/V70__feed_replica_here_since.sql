-- Since when a process has been heard of without a gap: who was away too does not judge who else has not come back.
alter table feed_replica add column here_since timestamptz not null default clock_timestamp();
