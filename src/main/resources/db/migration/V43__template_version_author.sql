-- Who worded a version: after the end it is theirs, and of those who answered it.
alter table template_version add column author_id uuid references account on delete set null;
create index template_version_author on template_version (author_id);
