-- What has run out and does not say so yet.
create index invitation_expiry on invitation (expires_at) where state in ('PENDING', 'AWAITING_CONFIRMATION');
