package app.toward.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A PostgreSQL server of Toward's own, on a data directory that it holds until it is closed. */
public final class OwnPostgres implements AutoCloseable {
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");
    private static final String NAME = "toward";
    private static final String OWNER = "toward_owner";

    private final DataDirectory directory;
    private final EmbeddedPostgres server;
    private final String password;

    private OwnPostgres(DataDirectory directory, EmbeddedPostgres server, String password) {
        this.directory = directory;
        this.server = server;
        this.password = password;
    }

    public static OwnPostgres start(Path path) {
        DataDirectory directory = DataDirectory.claim(path);
        try {
            return start(directory);
            // The error is how the library says that it could not unpack the binaries.
        } catch (IOException | SQLException | RuntimeException | ExceptionInInitializerError e) {
            giveUp(directory);
            throw e instanceof DatabaseRefused refused
                    ? refused
                    : new DatabaseRefused("PostgreSQL cannot be started: " + e + "; see " + directory.log(), e);
        }
    }

    private static OwnPostgres start(DataDirectory directory) throws IOException, SQLException {
        // Having the claim, no other Toward lives: a server still there was left behind by one that was killed.
        stopServer(directory);
        directory.prepare();
        String password = directory.readPassword();
        var postgres = new OwnPostgres(directory, launch(directory, password), password);
        try (Connection connection = postgres.server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            postgres.insistOnDurability(statement);
            postgres.makeRolesAndDatabase(statement);
        }
        directory.finishFirstStart();
        return postgres;
    }

    private static EmbeddedPostgres launch(DataDirectory directory, String password) throws IOException {
        // Otherwise the library tidies up below a directory in /tmp that any user of the machine could have made, and
        // deletes the clusters it finds there.
        System.setProperty("ot.epg.working-dir", directory.binaries().toString());
        var builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver(new Binaries(directory.binaries()))
                .setDataDirectory(directory.cluster())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(
                        ProcessBuilder.Redirect.appendTo(directory.log().toFile()))
                .setConnectConfig("PGHOST", "127.0.0.1")
                .setConnectConfig("password", password)
                // Other users of the machine can reach the port too.
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("pwfile", directory.newPassword().toString())
                // The builtin provider sorts the same on every machine, so that indexes survive a move.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // Statements that fail are told to the client; in the log they would be people's data.
                .setServerConfig("log_min_messages", "log")
                .setServerConfig("log_min_error_statement", "panic");
        DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
        return builder.start();
    }

    private void insistOnDurability(Statement statement) throws SQLException {
        for (String setting : DURABLE) {
            try (ResultSet result = statement.executeQuery("SHOW " + setting)) {
                if (!result.next() || !result.getString(1).equals("on")) {
                    throw new DatabaseRefused("PostgreSQL runs with " + setting + " off: writes could be lost.");
                }
            }
        }
    }

    // The application is no superuser, so that a hole in it is not one into the machine, and owns nothing, so that it
    // is
    // none into the schema.
    private void makeRolesAndDatabase(Statement statement) throws SQLException {
        for (String role : List.of(NAME, OWNER)) {
            if (isAbsent(statement, "pg_roles WHERE rolname = '" + role + "'")) {
                statement.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'");
            }
        }
        if (isAbsent(statement, "pg_database WHERE datname = '" + NAME + "'")) {
            statement.execute("CREATE DATABASE " + NAME + " OWNER " + OWNER);
        } else if (!isAbsent(statement, "pg_database WHERE datdba = '" + NAME + "'::regrole")) {
            disown();
        }
    }

    /** A directory of before there was an owner has all in the application's name. */
    private void disown() throws SQLException {
        try (Connection connection = server.getDatabase("postgres", NAME).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("REASSIGN OWNED BY " + NAME + " TO " + OWNER);
        }
    }

    private static boolean isAbsent(Statement statement, String where) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT FROM " + where)) {
            return !result.next();
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + NAME;
    }

    public String user() {
        return NAME;
    }

    /** Whose the tables are. */
    public String owner() {
        return OWNER;
    }

    /** Of both. */
    public String password() {
        return password;
    }

    @Override
    public void close() {
        try {
            server.close();
            // The library gives up after five seconds, and the claim must outlive the server.
            stopServer(directory);
            directory.close();
        } catch (IOException e) {
            throw new DatabaseRefused("PostgreSQL cannot be stopped: " + e, e);
        }
    }

    private static void giveUp(DataDirectory directory) {
        try {
            stopServer(directory);
            directory.close();
        } catch (IOException e) {
            // What made the start fail is said instead; the claim ends with the process.
        }
    }

    private static void stopServer(DataDirectory directory) throws IOException {
        var postmaster = Postmaster.of(directory.cluster());
        if (postmaster.isPresent()) {
            postmaster.get().stop();
        }
    }
}
