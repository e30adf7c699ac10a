-- Since a pause began, too, the other sees the name of then: by a change of it they could be told something.
alter table membership rename column name_at_end to shown_name;
