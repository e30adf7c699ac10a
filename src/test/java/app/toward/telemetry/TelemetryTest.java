package app.toward.telemetry;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import app.toward.Eventually;
import app.toward.Person;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.SubmissionPublisher;
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

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // The framework sets it.
    URL api;

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
        assertThat(alerts("(?m)^\\| `(Toward\\w+)` \\|", "docs/operations.md"))
                .contains("TowardIsDown", "TowardReplicaIsDown")
                .isEqualTo(alerts("(?m)- alert: (\\w+)$", "docker/prometheus/alerts.yml"));
    }

    private static Set<String> alerts(String pattern, String file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void a_request_is_one_line_that_names_neither_who_called_nor_what_for() {
        try (var lines = Lines.listening()) {
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
        }
    }

    @Test
    void who_is_gone_before_the_answer_was_given_none() throws Exception {
        var couple = Couple.together();
        try (var lines = Lines.listening()) {
            String request = "gone-" + UUID.randomUUID();
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.getPort())) {
                String head = "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nX-Request-Id: %s\r\n"
                        .formatted(couple.path("/bids"), couple.ana().accessToken(), request);
                String half = "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"bidder\"";
                socket.getOutputStream().write((head + half).getBytes(StandardCharsets.US_ASCII));
                Eventually.holds("reading the body", () -> threadsThatReadABody() > 0);
            }
            assertIsAborted(lines, request);
        }
        figure("toward_requests_seconds_count{operation=\"logBid\",status=\"aborted\"}");
    }

    @Test
    void who_takes_a_request_back_over_http_2_was_given_no_answer() throws Exception {
        var couple = Couple.together();
        try (var lines = Lines.listening()) {
            String request = "gone-" + UUID.randomUUID();
            var client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
            client.send(HttpRequest.newBuilder(api.toURI()).build(), BodyHandlers.discarding());
            var body = BodyPublishers.fromPublisher(new SubmissionPublisher<ByteBuffer>(), 100);
            var post = HttpRequest.newBuilder(api.toURI().resolve(couple.path("/bids")))
                    .header("Authorization", "Bearer " + couple.ana().accessToken())
                    .header("Content-Type", "application/json")
                    .header("X-Request-Id", request)
                    .POST(body)
                    .build();
            var answer = client.sendAsync(post, BodyHandlers.discarding());
            Eventually.holds("reading the body", () -> threadsThatReadABody() > 0);
            answer.cancel(true);
            assertIsAborted(lines, request);
        }
    }

    private static void assertIsAborted(Lines lines, String request) {
        Eventually.holds("a line", () -> !lines.of(request).isEmpty());
        assertThat(lines.of(request))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).containsEntry("operation", "logBid").containsEntry("status", "aborted"));
    }

    private static long threadsThatReadABody() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack ->
                        Stream.of(stack).anyMatch(frame -> frame.getClassName().endsWith(".VertxInputStream")))
                .count();
    }

    @Test
    void what_was_answered_before_it_had_an_id_has_none_in_its_line() {
        try (var lines = Lines.listening()) {
            given().get("/" + Unnamed.PATH).then().statusCode(418);
            Eventually.holds("a line", () -> lines.all.stream().anyMatch(line -> "418".equals(line.get("status"))));
            assertThat(lines.all)
                    .filteredOn(line -> "418".equals(line.get("status")))
                    .singleElement()
                    .satisfies(line -> assertThat(line).doesNotContainKey("requestId"));
        }
    }

    /** Answers one path before anything that names requests. */
    @Singleton
    static class Unnamed {
        static final String PATH = "docs/unnamed-" + UUID.randomUUID();
        private static final int BEFORE_NAMING = 1_500;

        void register(@Observes Filters filters) {
            filters.register(
                    context -> {
                        if (context.request().uri().equals("/" + PATH)) {
                            context.response().setStatusCode(418).end();
                        } else {
                            context.next();
                        }
                    },
                    BEFORE_NAMING);
        }
    }

    private void figure(String start) {
        Eventually.holds(start, () -> read().contains(start));
    }

    private String read() {
        return given().get(figures).then().statusCode(200).extract().asString();
    }

    private static class Lines extends Handler implements AutoCloseable {
        private static final Logger LOG = Logger.getLogger("app.toward.request");
        private static final PatternFormatter MESSAGE = new PatternFormatter("%s");
        final List<Map<String, String>> all = new CopyOnWriteArrayList<>();

        static Lines listening() {
            var lines = new Lines();
            LOG.addHandler(lines);
            return lines;
        }

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
            LOG.removeHandler(this);
        }
    }
}
