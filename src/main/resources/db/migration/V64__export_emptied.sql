-- Whether nothing is left of the file of one that has expired or failed: files are removed a few parts at a time.
alter table export add column is_emptied boolean not null default false;
create index export_to_empty on export (id) where state in ('EXPIRED', 'FAILED') and not is_emptied;
