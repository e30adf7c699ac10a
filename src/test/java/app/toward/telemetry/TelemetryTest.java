package app.toward.telemetry;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import app.toward.Eventually;
import app.toward.Person;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** What whoever runs Toward sees: enough to find a fault by, and nothing of anybody. */
@QuarkusTest
class TelemetryTest {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}");
    private static final Pattern FIGURE =
            Pattern.compile("\\b(?:toward|agroal|jvm|process|system)_(?!owner)[a-z_]+\\b");
    private static final List<String> WHERE_FIGURES_ARE_USED =
            List.of("docs/operations.md", "docker/prometheus/alerts.yml", "docker/grafana/dashboards/toward.json");

    @TestHTTPResource(value = "/metrics", management = true)
    @SuppressWarnings("NullAway.Init") // The framework sets it.
    URL figures;

    @Test
    void requests_are_counted_by_operation_and_status() {
        var couple = Couple.together();
        couple.bid(couple.ana(), Map.of());
        couple.ana().get(couple.path("/bids/{id}"), UUID.randomUUID()).statusCode(404);
        figure("toward_requests_seconds_count{operation=\"logBid\",status=\"201\"}");
        figure("toward_requests_seconds_bucket{operation=\"logBid\",status=\"201\",le=\"0.25\"}");
        figure("toward_requests_seconds_count{operation=\"getBid\",status=\"404\"}");
        figure("toward_problems_total{code=\"not_found\"}");
    }

    @Test
    void no_path_that_a_caller_makes_up_adds_a_series() {
        String madeUp = "x" + UUID.randomUUID();
        var stranger = Person.stranger();
        given().get("/" + madeUp).then().statusCode(404);
        given().get("/v1/partnerships/" + madeUp + "/bids").then().statusCode(401);
        stranger.get("/v1/partnerships/{id}/bids", UUID.randomUUID()).statusCode(404);
        stranger.delete("/v1/partnerships/{id}/bids", UUID.randomUUID());
        given().get("/v1/feed/events?ticket=" + madeUp).then().statusCode(401);
        figure("operation=\"none\",status=\"404\"");
        assertThat(read()).doesNotContain(madeUp).doesNotContain(stranger.email).doesNotContainPattern(ID);
    }

    @Test
    void figures_are_not_where_the_api_is() {
        given().get("/metrics").then().statusCode(404);
    }

    @Test
    void what_waits_in_the_background_is_known() {
        Stream.of("letters", "exports", "erasures")
                .forEach(work ->
                        Eventually.holds(work, () -> read().contains("toward_backlog_seconds{work=\"" + work + "\"}")));
    }

    @Test
    void every_figure_that_is_written_about_is_there() throws IOException {
        var couple = Couple.together();
        couple.ana().get("/v1/partnerships/{id}", UUID.randomUUID()).statusCode(404);
        Set<String> known = read().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
        for (String file : WHERE_FIGURES_ARE_USED) {
            Set<String> used = new TreeSet<>();
            FIGURE.matcher(Files.readString(Path.of(file))).results().forEach(found -> used.add(found.group()));
            assertThat(known).as(file).isNotEmpty().containsAll(used);
            assertThat(used).as(file).isNotEmpty();
        }
    }

    @Test
    void every_alert_is_explained() throws IOException {
        String page = Files.readString(Path.of("docs/operations.md"));
        assertThat(Files.readAllLines(Path.of("docker/prometheus/alerts.yml")))
                .filteredOn(line -> line.contains("- alert: "))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(page).contains("`" + line.split("alert: ", 2)[1] + "`"));
    }

    @Test
    void a_request_is_one_line_that_names_neither_who_called_nor_what_for() {
        var lines = new Lines();
        Logger log = Logger.getLogger("app.toward.request");
        log.addHandler(lines);
        try {
            var ana = Person.stranger();
            String id = ana.get("/v1/me").statusCode(200).extract().path("id");
            UUID made = UUID.randomUUID();
            String request = "look-" + made;
            ana.request().header("X-Request-Id", request).get("/v1/partnerships/" + made);
            ana.request().header("X-Request-Id", request).get("/v1/me");
            Eventually.holds("two lines", () -> lines.of(request).size() == 2);
            Map<String, String> refused = lines.of(request).get(0);
            assertThat(refused)
                    .containsEntry("operation", "getPartnership")
                    .containsEntry("status", "404")
                    .containsEntry("problem", "not_found")
                    .containsKey("millis");
            assertThat(refused.get("account")).matches("[0-9a-f]{16}");
            assertThat(lines.of(request).get(1))
                    .containsEntry("operation", "getMe")
                    .containsEntry("account", refused.get("account"));
            assertThat(lines.all.toString()).doesNotContain(id).doesNotContain("partnerships/");
        } finally {
            log.removeHandler(lines);
        }
    }

    private void figure(String start) {
        Eventually.holds(start, () -> read().contains(start));
    }

    private String read() {
        return given().get(figures).then().statusCode(200).extract().asString();
    }

    private static class Lines extends Handler {
        private static final PatternFormatter MESSAGE = new PatternFormatter("%s");
        final List<Map<String, String>> all = new CopyOnWriteArrayList<>();

        List<Map<String, String>> of(String request) {
            return all.stream()
                    .filter(line -> request.equals(line.get("requestId")))
                    .toList();
        }

        @Override
        public void publish(LogRecord record) {
            ExtLogRecord logged = ExtLogRecord.wrap(record);
            Map<String, String> line = new HashMap<>(logged.getMdcCopy());
            line.put("message", MESSAGE.format(logged));
            all.add(line);
        }

        @Override
        public void flush() {
            // Keeps nothing back.
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }
}
