package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.shared.Keys;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking along and erasing ten years, with little memory and with kills in the middle. */
class LeavingIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Logger LOG = Logger.getLogger(LeavingIT.class);
    private static final long MILLION = 1_000_000;
    private static final int OF_EACH = 50_000;
    private static final int FEWER_OF_EACH = 10_000;

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private ExternalPostgres postgres;
    private Decade decade;

    @Nullable
    private PackagedToward toward;

    @BeforeEach
    void begin() throws Exception {
        postgres = new ExternalPostgres(directory);
        decade = new Decade(postgres);
        environment.putAll(postgres.environment());
        environment.put(
                "TOWARD_KEYS_FILE",
                Files.writeString(directory.resolve("keys.json"), Keys.generate())
                        .toString());
        environment.put("TOWARD_EXPORT_LEASE", "3S");
        environment.put("TOWARD_ERASURE_EVERY", "1S");
    }

    @AfterEach
    void end() throws Exception {
        if (toward != null) {
            toward.close();
        }
        postgres.close();
    }

    @Test
    void a_hundred_thousand_things_are_exported_with_256_megabytes() throws Exception {
        environment.put("JAVA_TOOL_OPTIONS", "-Xmx256m");
        restart();
        var couple = Couple.together();
        decade.fill(couple, OF_EACH);
        long begun = System.nanoTime();
        String export = ask(couple.ana());
        Exporting.awaitState(couple.ana(), export, "ready", PATIENCE.toSeconds());
        long built = System.nanoTime();
        assertHasBids(couple.ana(), export, 2 * OF_EACH);
        long read = System.nanoTime();
        couple.ben()
                .signedInAnew()
                .patch(couple.path(""), Map.of("state", "ended"))
                .statusCode(200);
        long ended = System.nanoTime();
        LOG.infof(
                "100,000 things: made in %d ms, fetched in %d ms, ended in %d ms",
                (built - begun) / MILLION, (read - built) / MILLION, (ended - read) / MILLION);
    }

    @Test
    void an_export_that_was_killed_begins_anew_and_has_everything_once() throws Exception {
        PackagedToward first = restart();
        var couple = Couple.together();
        decade.fill(couple, FEWER_OF_EACH);
        String export = ask(couple.ana());
        Eventually.holds("a part is made", PATIENCE, () -> decade.count("export_part where number = 1") > 0);
        first.kill();
        assertThat(decade.count("export where state = 'RUNNING' and attempt = 1"))
                .isOne();
        restart();
        Exporting.awaitState(couple.ana(), export, "ready", PATIENCE.toSeconds());
        assertThat(decade.count("export where attempt = 2")).isOne();
        assertThat(decade.count("export_part where attempt = 1")).isZero();
        assertHasBids(couple.ana(), export, 2 * FEWER_OF_EACH);
    }

    @Test
    void an_erasure_that_was_killed_goes_on_and_loses_nothing_of_the_others() throws Exception {
        PackagedToward first = restart();
        var couple = Couple.together();
        decade.fill(couple, FEWER_OF_EACH);
        UUID ana = Decade.idOf(couple.ana());
        UUID ben = Decade.idOf(couple.ben());
        String bens = "bid where bidder_note like 'note of " + ben + "%' or receiver_note like 'note of " + ben + "%'";
        couple.ana().delete("/v1/me").statusCode(202);
        decade.change("update account set erasure_at = now() where id = '" + ana + "'");
        Eventually.holds(
                "a part is erased",
                PATIENCE,
                () -> decade.count("bid where bidder_id is null or receiver_id is null") > 0);
        first.kill();
        assertThat(decade.count("bid where '" + ana + "' in (bidder_id, receiver_id)"))
                .as("left to do")
                .isPositive();
        assertThat(decade.count("account where id = '" + ana + "'")).isOne();
        restart();
        Eventually.holds("the account is gone", PATIENCE, () -> decade.count("account where id = '" + ana + "'") == 0);
        assertThat(decade.count("bid b where b::text like '%" + ana + "%'")).isZero();
        assertThat(decade.count(bens)).isEqualTo(2 * FEWER_OF_EACH);
        assertThat(decade.count("bid where cue like 'cue of " + ben + "%' and withdrawn_at is null"))
                .isEqualTo(FEWER_OF_EACH);
        couple.ben().get(couple.path("/bids")).statusCode(200);
    }

    private PackagedToward restart() throws Exception {
        toward = PackagedToward.start(directory, environment);
        return toward;
    }

    private static String ask(Person person) {
        return person.request()
                .post("/v1/me/exports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** Reads the file as it comes, without ever holding it. */
    private static void assertHasBids(Person person, String export, long bids) throws Exception {
        Person anew = person.signedInAnew();
        var request = HttpRequest.newBuilder(URI.create(
                        RestAssured.baseURI + ":" + RestAssured.port + "/v1/me/exports/" + export + "/content"))
                .header("Authorization", "Bearer " + anew.accessToken())
                .build();
        Map<String, Long> lines = new HashMap<>();
        try (InputStream body = HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofInputStream())
                        .body();
                var zip = new ZipInputStream(body)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                lines.put(entry.getName(), linesOf(zip));
            }
        }
        assertThat(lines).containsEntry("bids.jsonl", bids).containsEntry("bids.csv", bids + 1);
        assertThat(lines)
                .hasEntrySatisfying("index.html", page -> assertThat(page).isGreaterThan(bids));
    }

    private static long linesOf(InputStream file) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        long lines = 0;
        while (reader.readLine() != null) {
            lines++;
        }
        return lines;
    }
}
