package app.toward.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPostgresTest {
    // One for all, so that the binaries are unpacked once.
    @TempDir
    static Path data;

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "listen_addresses, 127.0.0.1",
        "server_encoding, UTF8"
    })
    void it_runs_with_durable_and_private_settings(String setting, String value) throws SQLException {
        try (var postgres = OwnPostgres.start(data)) {
            assertThat(ask(postgres, "SHOW " + setting)).isEqualTo(value);
        }
    }

    @Test
    void its_files_and_its_port_are_closed_to_other_users() throws SQLException, IOException {
        try (var postgres = OwnPostgres.start(data)) {
            assertThat(modeOf("postgresql-18")).isEqualTo("rwx------");
            assertThat(modeOf("postgresql-18.password")).isEqualTo("rw-------");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), "postgres", "guessed"))
                    .hasMessageContaining("password authentication failed");
            assertThat(ask(postgres, "SHOW is_superuser")).isEqualTo("off");
        }
    }

    @Test
    void what_was_written_is_there_after_a_restart() throws SQLException {
        try (var postgres = OwnPostgres.start(data)) {
            tell(postgres, "CREATE TABLE kept AS SELECT 'still here' AS word");
        }
        try (var postgres = OwnPostgres.start(data)) {
            assertThat(ask(postgres, "SELECT word FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void a_second_toward_is_refused_in_one_line_and_may_take_over_from_a_killed_one() throws Exception {
        Process first = startOtherToward();
        assertThatThrownBy(() -> OwnPostgres.start(data))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageStartingWith("Another Toward is already running on the data directory")
                .hasMessageNotContaining("\n");

        var orphan = Postmaster.of(cluster()).orElseThrow();
        first.destroyForcibly().waitFor();
        assertThat(Postmaster.of(cluster())).contains(orphan);

        try (var postgres = OwnPostgres.start(data)) {
            assertThat(Postmaster.of(cluster())).isPresent().get().isNotEqualTo(orphan);
            assertThat(ask(postgres, "SELECT word FROM acknowledged")).isEqualTo("committed");
        }
    }

    @Test
    void a_process_that_is_no_postgres_is_never_taken_for_the_server(@TempDir Path cluster) throws IOException {
        Files.writeString(
                cluster.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + cluster + "\n");
        assertThat(Postmaster.of(cluster)).isEmpty();
    }

    @Test
    void a_half_made_cluster_of_an_interrupted_first_start_is_set_aside(@TempDir Path fresh) throws Exception {
        Files.createDirectory(fresh.resolve("postgresql-18"));
        Files.writeString(fresh.resolve("postgresql-18/postgresql.conf"), "");
        Files.writeString(fresh.resolve("postgresql-18.password.new"), "interrupted");
        try (var postgres = OwnPostgres.start(fresh)) {
            assertThat(ask(postgres, "SELECT 'well'")).isEqualTo("well");
        }
    }

    @Test
    void a_cluster_without_its_password_is_refused_and_left_alone(@TempDir Path restored) throws IOException {
        Path version = Files.createDirectory(restored.resolve("postgresql-18")).resolve("PG_VERSION");
        Files.writeString(version, "18");
        assertThatThrownBy(() -> OwnPostgres.start(restored))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("needs its password");
        assertThat(version).exists();
    }

    @Test
    void a_data_directory_that_cannot_be_one_is_refused_in_one_line(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> OwnPostgres.start(file))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageNotContaining("\n");
    }

    private static Path cluster() throws IOException {
        return data.toRealPath().resolve("postgresql-18");
    }

    private static String modeOf(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name)));
    }

    private static String ask(OwnPostgres postgres, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.owner(), postgres.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static void tell(OwnPostgres postgres, String command) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.owner(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static Process startOtherToward() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherToward.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().lines().anyMatch("committed"::equals)).isTrue();
        return process;
    }

    static class OtherToward {
        public static void main(String... args) throws Exception {
            var postgres = OwnPostgres.start(Path.of(args[0]));
            tell(postgres, "CREATE TABLE acknowledged AS SELECT 'committed' AS word");
            System.out.println("committed");
            System.in.read();
        }
    }
}
