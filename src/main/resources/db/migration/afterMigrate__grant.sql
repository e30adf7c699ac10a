-- Runs after every migration: the application may read and write what is in the tables, whoever made them, and change
-- nothing of the tables themselves. Where it migrates as itself, it owns them and needs no leave.
do $$
declare
    application constant text := '${application}';
begin
    -- Processes that start together would be in each other's way.
    perform pg_advisory_xact_lock(hashtext('toward grants'));
    if application <> current_user and exists (select from pg_roles where rolname = application) then
        execute format('grant usage on schema public to %I', application);
        execute format('grant select, insert, update, delete on all tables in schema public to %I', application);
        execute format('grant usage on all sequences in schema public to %I', application);
        execute format('revoke insert, update, delete on flyway_schema_history from %I', application);
    end if;
end
$$;
