-- Who wrote each text of a version, in the order of its texts: the title, then of each item its key, prompt and anchors,
-- and of each option its key and label. Who edits a template writes only what they change. Absent once they are erased.
alter table template_version add column authors uuid[] not null default '{}';
-- More than a version can have of texts; what is too many is not read.
update template_version set authors = array_fill(author_id, array[1000]) where author_id is not null;
alter table template_version drop column author_id;
