-- From when on no round of a template opens any more; the same in all of its versions.
alter table template_version add column retired_at timestamptz;
