-- Sessions that have run out are removed by this.
create index session_expiry on session (expires_at);
