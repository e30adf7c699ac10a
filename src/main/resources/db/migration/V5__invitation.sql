create table invitation (
    id             uuid        primary key,
    inviter_id     uuid        not null references account on delete cascade,
    kind           text        not null,
    state          text        not null,
    code_hash      bytea       not null constraint invitation_code_hash unique,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    redeemer_id    uuid        references account on delete cascade,
    partnership_id uuid        references partnership
);
create index invitation_inviter on invitation (inviter_id, created_at desc, id desc);
create index invitation_redeemer on invitation (redeemer_id);
