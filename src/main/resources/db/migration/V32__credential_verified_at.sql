-- When the address was last shown to reach its person: by a link that was mailed there. Null until then.
alter table credential add column verified_at timestamptz;
