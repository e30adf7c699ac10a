package app.toward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import app.toward.shared.Keys;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two Towards on a PostgreSQL behind PgBouncer, which gives each transaction whatever connection is free. Needs
 * {@code pgbouncer} on the path; how to run it is said in docs/operations.md.
 */
@EnabledIfSystemProperty(named = "machines", matches = "true")
class PoolerIT {
    private static final String URL = "QUARKUS_DATASOURCE_JDBC_URL";
    private static final int BIDS = 60;
    private static final int TOGETHER = 6;
    private static final int HEARD = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** As docs/operations.md says, with fewer connections to PostgreSQL than one Toward has to it. */
    private static final String POOLER = """
            [databases]
            postgres = host=127.0.0.1 port=%d user=postgres password=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 4
            ignore_startup_parameters = extra_float_digits,options
            """;

    private final List<PackagedToward> towards = new ArrayList<>();

    @TempDir
    Path directory;

    private ExternalPostgres database;
    private Process pooler;
    private int poolerPort;
    private String direct = "";

    @BeforeEach
    void begin() throws Exception {
        Files.writeString(directory.resolve("keys.json"), Keys.generate());
        database = new ExternalPostgres(directory);
        direct = String.valueOf(database.environment().get(URL));
        try (var free = new ServerSocket(0)) {
            poolerPort = free.getLocalPort();
        }
        int port = URI.create(direct.substring("jdbc:".length())).getPort();
        Path configuration = Files.writeString(directory.resolve("pgbouncer.ini"), POOLER.formatted(port, poolerPort));
        pooler = new ProcessBuilder(command(configuration))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("pgbouncer.log").toFile())
                .start();
    }

    /** It refuses to be root, and whom it becomes must be able to read. */
    private List<String> command(Path configuration) throws Exception {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of("pgbouncer", configuration.toString());
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        return List.of("pgbouncer", "-u", "nobody", configuration.toString());
    }

    @AfterEach
    void end() throws Exception {
        for (PackagedToward toward : towards) {
            toward.close();
        }
        pooler.destroy();
        database.close();
    }

    @Test
    void two_people_live_through_it_and_streams_hear_at_once_where_hints_go_past_it() throws Exception {
        PackagedToward other = start(Map.of("TOWARD_FEED_HINTS_JDBC_URL", direct));
        start(Map.of("TOWARD_FEED_HINTS_JDBC_URL", direct));
        var couple = Couple.together();
        List<Callable<String>> bids = new ArrayList<>();
        for (int i = 0; i < BIDS; i++) {
            bids.add(() -> couple.bid(couple.ana(), Map.of("kind", "play")));
        }
        assertThat(AtOnce.all(TOGETHER, bids)).doesNotHaveDuplicates();
        couple.ben().get(couple.path("/bids?limit=100")).body("items.size()", equalTo(BIDS));
        String round = couple.round("daily");
        couple.answerDaily(couple.ana(), round, "The soup.");
        couple.answerDaily(couple.ben(), round, "The walk.");
        couple.ana()
                .get(couple.path("/check-ins/" + round))
                .body("state", equalTo("revealed"))
                .body("partner.values.appreciation", equalTo("The walk."));
        long past = medianMillisToAnother(couple, other);
        PackagedToward third = start(Map.of());
        start(Map.of());
        long through = medianMillisToAnother(couple, third);
        System.out.printf(
                "To a stream of another replica: %d ms with hints past it, %d ms through it%n", past, through);
        assertThat(past).isLessThan(through);
    }

    /** From the last one that was started. */
    private static long medianMillisToAnother(Couple couple, PackagedToward other) throws Exception {
        List<Long> millis = new ArrayList<>();
        try (Listener ben = Listener.of(couple.ben(), other.port(), "").opened()) {
            for (int i = 0; i < HEARD; i++) {
                String bid = couple.bid(couple.ana(), Map.of("kind", "play"));
                Instant written = Instant.now();
                ben.awaitChangeOf(bid, PATIENCE);
                millis.add(Duration.between(written, Instant.now()).toMillis());
            }
        }
        millis.sort(null);
        return millis.get(HEARD / 2);
    }

    private PackagedToward start(Map<String, String> more) throws Exception {
        var environment = new HashMap<>(database.environment());
        environment.put(URL, "jdbc:postgresql://127.0.0.1:" + poolerPort + "/postgres?prepareThreshold=0");
        environment.put("TOWARD_KEYS_FILE", directory.resolve("keys.json").toString());
        environment.put("TOWARD_THROTTLE_REQUEST_ADDRESS_QUOTA", "1000000");
        environment.putAll(more);
        PackagedToward toward = PackagedToward.start(directory, environment);
        towards.add(toward);
        return toward;
    }
}
