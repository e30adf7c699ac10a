package app.toward;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** A PostgreSQL with a synchronous standby: what it acknowledges is on both, and the standby can take its place. */
final class ReplicatedPostgres implements AutoCloseable {
    private static final String PRIMARY = "primary";
    private static final String STANDBY = "standby";

    private final Path directory;
    private final EmbeddedPostgres primary;
    private EmbeddedPostgres standby;

    ReplicatedPostgres(Path directory) throws Exception {
        this.directory = directory;
        // A copy of a server that was stopped in order is a standby's base.
        start(PRIMARY, 0).close();
        FileUtils.copyDirectory(
                directory.resolve(PRIMARY).toFile(), directory.resolve(STANDBY).toFile());
        // With the permissions of an ordinary copy PostgreSQL refuses to start.
        Files.setPosixFilePermissions(directory.resolve(STANDBY), PosixFilePermissions.fromString("rwx------"));
        Files.createFile(directory.resolve(STANDBY).resolve("standby.signal"));
        primary = start(PRIMARY, 0);
        configure(
                STANDBY,
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=postgres'"
                        .formatted(primary.getPort()));
        standby = start(STANDBY, 0);
        execute(primary, "alter system set synchronous_standby_names = '*'");
        execute(primary, "select pg_reload_conf()");
        Eventually.holds(
                "a synchronous standby",
                () -> answer(primary, "select count(*) from pg_stat_replication where sync_state = 'sync'")
                        .equals("1"));
    }

    private EmbeddedPostgres start(String name, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setDataDirectory(directory.resolve(name))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setPort(port)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("hot_standby", "on")
                .start();
    }

    private void configure(String name, String line) throws IOException {
        Files.writeString(
                directory.resolve(name).resolve("postgresql.auto.conf"), line + "\n", StandardOpenOption.APPEND);
    }

    /** Names both; the driver finds out which of them takes writes. */
    Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary&hostRecheckSeconds=1"
                        .formatted(primary.getPort(), standby.getPort()),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                "postgres");
    }

    /** For what may be read on the standby alone. */
    Map<String, String> environmentOfStandby() {
        return Map.of(
                "QUARKUS_DATASOURCE_STANDBY_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(standby.getPort()));
    }

    /** The standby stays as it is, and takes what it is sent without showing it. */
    void pauseReplay() throws SQLException {
        execute(standby, "select pg_wal_replay_pause()");
        Eventually.holds(
                "a pause",
                () -> answer(standby, "select pg_get_wal_replay_pause_state()").equals("paused"));
    }

    void resumeReplay() throws SQLException {
        execute(standby, "select pg_wal_replay_resume()");
    }

    /** Whether a statement with some text in it is the last that one of the standby's connections ran. */
    boolean hasStandbyRun(String text, Instant since) throws SQLException {
        return !answer(standby, """
                select count(*) from pg_stat_activity
                where pid <> pg_backend_pid() and query like '%%%s%%' and query_start >= '%s'
                """.formatted(text, since)).equals("0");
    }

    /** What is locked by it in exclusive mode is so on the standby, too. */
    Connection toPrimary() throws SQLException {
        return connect(primary);
    }

    boolean isLockedOnStandby(String table) throws SQLException {
        return !answer(standby, """
                select count(*) from pg_locks where relation = '%s'::regclass and mode = 'AccessExclusiveLock'
                """.formatted(table)).equals("0");
    }

    /** Whether a statement with some text in it waits on the primary for a lock. */
    boolean isHeldUpOnPrimary(String text) throws SQLException {
        return !answer(primary, """
                select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%%%s%%'
                """.formatted(text)).equals("0");
    }

    /** How often a table was read on the standby. PostgreSQL counts a second late, or a little more. */
    long readsOnStandby(String table) throws SQLException {
        return Long.parseLong(answer(
                standby,
                "select seq_scan + coalesce(idx_scan, 0) from pg_stat_user_tables where relname = '" + table + "'"));
    }

    /** It goes away, and writes no longer wait for it. */
    void stopStandby() throws Exception {
        execute(primary, "alter system reset synchronous_standby_names");
        execute(primary, "select pg_reload_conf()");
        standby.close();
    }

    void startStandby() throws IOException {
        standby = start(STANDBY, standby.getPort());
    }

    /** As {@code kill -9} does, of each of its processes. */
    void killPrimary() throws Exception {
        ExternalPostgres.signal(directory.resolve(PRIMARY), "KILL");
    }

    /** Leaves it running and its port open, but nothing answers. */
    void freezePrimary() throws Exception {
        ExternalPostgres.signal(directory.resolve(PRIMARY), "STOP");
    }

    void promoteStandby() throws SQLException {
        execute(standby, "select pg_promote()");
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String answer(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres", "postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        standby.close();
        primary.close();
    }
}
