package app.toward.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A PostgreSQL 18 of the benchmark's own, with durable commits, in a directory that goes with it. */
final class Postgres implements AutoCloseable {
    /** What is not the default of PostgreSQL, or must not be another than it. */
    private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

    static {
        SETTINGS.put("fsync", "on");
        SETTINGS.put("synchronous_commit", "on");
        SETTINGS.put("full_page_writes", "on");
        SETTINGS.put("shared_buffers", "1GB");
        SETTINGS.put("max_wal_size", "4GB");
        SETTINGS.put("max_connections", "300");
        SETTINGS.put("logging_collector", "on");
        SETTINGS.put("log_destination", "jsonlog");
        SETTINGS.put("log_filename", "postgres");
    }

    private static final int QUIET = 5;
    private static final long MILLIS_OF_QUIET = 40;

    private final EmbeddedPostgres server;
    private final Path log;
    private final long pid;

    Postgres(Path directory) throws IOException {
        Path cluster = directory.resolve("cluster");
        log = directory.resolve("log/postgres.json");
        var builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setDataDirectory(cluster)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("log_directory", log.getParent().toString());
        SETTINGS.forEach(builder::setServerConfig);
        server = builder.start();
        pid = Long.parseLong(
                Files.readAllLines(cluster.resolve("postmaster.pid")).get(0).strip());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "postgres");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
    }

    int port() {
        return server.getPort();
    }

    long pid() {
        return pid;
    }

    /** Where each statement is written while {@link #logStatements} has it so. */
    Path log() {
        return log;
    }

    void logStatements(boolean all) throws SQLException {
        execute("alter system set log_statement = '" + (all ? "all" : "none") + "'", "select pg_reload_conf()");
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The one number that a query finds. */
    long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The number that a query finds for each id. */
    Map<UUID, Long> numbers(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            Map<UUID, Long> numbers = new HashMap<>();
            while (rows.next()) {
                numbers.put(rows.getObject(1, UUID.class), rows.getLong(2));
            }
            return numbers;
        }
    }

    /** Waits for what was still under way when nobody waited for its answer any more. */
    void awaitIdle() throws SQLException, InterruptedException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int quiet = 0; quiet < QUIET; quiet++) {
                Thread.sleep(MILLIS_OF_QUIET);
                try (ResultSet rows = statement.executeQuery("""
                        select from pg_stat_activity
                        where backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()
                        """)) {
                    quiet = rows.next() ? -1 : quiet;
                }
            }
        }
    }

    /** What it says of itself that is not its default, with what durability hangs on. */
    Map<String, String> settings() throws SQLException {
        var settings = new LinkedHashMap<String, String>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select name, current_setting(name) from pg_settings
                        where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes',
                            'wal_sync_method', 'shared_buffers', 'max_wal_size', 'max_connections', 'jit', 'autovacuum')
                        order by name
                        """)) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        for (String durable : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            if (!settings.get(durable).equals("on")) {
                throw new IllegalStateException(durable + " is off: this would measure nothing");
            }
        }
        return settings;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
