-- The templates that partnerships made for themselves. A version never changes; an edit adds one.
create table template_version (
    partnership_id uuid        not null references partnership,
    template_id    uuid        not null,
    version        integer     not null,
    cadence        text        not null,
    title          text        not null,
    items          text        not null constraint template_version_items_are_list check (items is json array),
    in_force_from  timestamptz not null,
    primary key (partnership_id, template_id, version)
);
