-- Mail that is still to be sent; a row goes when its mail has gone. Written in the transaction of the request, without
-- looking up whether there is anybody to write to: so a request takes the same time either way, and the sender looks.
create table letter (
    id         uuid        primary key,
    kind       text        not null,
    -- Whom it concerns, and the address it is about; not every kind knows both.
    account_id uuid        references account on delete cascade,
    recipient  text,
    created_at timestamptz not null,
    due_at     timestamptz not null,
    attempts   integer     not null
);
create index letter_due on letter (due_at);
create index letter_account on letter (account_id);
