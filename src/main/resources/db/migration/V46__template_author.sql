-- Whose words a version is: they go with their author's account.
alter table template_version add column if not exists author_id uuid references account on delete set null;
