-- How an account proves that it is itself. The key is the address as compared: one account an address.
create table credential (
    account_id    uuid primary key references account on delete cascade,
    email         text not null,
    email_key     text not null constraint credential_email_key unique,
    password_hash text not null
);
