-- How one member wants to be dealt with in one partnership. Without a row everything is as it is for everybody.
create table bid_setting (
    partnership_id uuid    not null,
    account_id     uuid    not null,
    is_awaiting    boolean not null,
    primary key (partnership_id, account_id),
    foreign key (partnership_id, account_id) references membership on delete cascade
);
