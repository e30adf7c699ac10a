package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those notice who use Toward when it is stopped as an operator stops it. */
class ShutdownIT {
    private static final Duration TO_BE_GONE = Duration.ofSeconds(15);
    private static final int WRITERS = 4;
    private static final int WRITTEN_BEFORE = 100;
    private static final int STREAMS = 5;

    @TempDir
    static Path data;

    private final Instant occurredAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Integer> statuses = new ConcurrentSkipListSet<>();

    @Test
    void what_is_under_way_ends_streams_are_sent_away_and_nothing_acknowledged_is_lost() throws Exception {
        Couple couple;
        try (var toward = PackagedToward.start(data)) {
            couple = Couple.together();
            List<Listener> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                streams.add(Listener.of(couple.ben(), toward.port(), "").opened());
            }
            var enough = new CountDownLatch(WRITTEN_BEFORE);
            var writers = Executors.newFixedThreadPool(WRITERS);
            couple.ana().accessToken();
            for (int i = 0; i < WRITERS; i++) {
                writers.execute(() -> writeUntilTheEnd(couple, enough));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            UUID halfSent = UUID.randomUUID();
            try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), toward.port())) {
                byte[] request = request(couple, halfSent).getBytes(StandardCharsets.UTF_8);
                slow.getOutputStream().write(request, 0, request.length - 1);
                Instant told = Instant.now();
                toward.terminate();
                Eventually.holds(
                        "not ready", () -> toward.request().get("/health/ready").statusCode() == 503);
                slow.getOutputStream().write(request, request.length - 1, 1);
                assertThat(statusLine(slow.getInputStream())).contains(" 201 ");
                acknowledged.add(halfSent);
                for (Listener stream : streams) {
                    assertIsSentAway(stream);
                }
                assertThat(toward.exit(TO_BE_GONE)).as("gone in time").isTrue();
                System.out.printf(
                        "Stopped after %d ms; %d writes acknowledged; statuses %s%n",
                        Duration.between(told, Instant.now()).toMillis(), acknowledged.size(), statuses);
            }
            writers.shutdown();
            assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(statuses).isSubsetOf(201, 503).contains(201);
        try (var again = PackagedToward.start(data)) {
            assertThat(again.port()).isPositive();
            for (UUID id : acknowledged) {
                couple.ben().get(couple.path("/bids/{id}"), id).statusCode(200);
            }
        }
    }

    private static void assertIsSentAway(Listener stream) throws Exception {
        stream.awaitEnd();
        String retry = null;
        for (var event = stream.next(Duration.ZERO); event != null; event = stream.next(Duration.ZERO)) {
            retry = event.fields().get("retry");
        }
        assertThat(retry).as("when to come back").isNotNull();
        assertThat(Integer.parseInt(String.valueOf(retry))).isBetween(1_000, 5_000);
    }

    private void writeUntilTheEnd(Couple couple, CountDownLatch enough) {
        while (true) {
            UUID id = UUID.randomUUID();
            try {
                int status = couple.ana()
                        .request()
                        .contentType(ContentType.JSON)
                        .body(body(id))
                        .post(couple.path("/bids"))
                        .statusCode();
                statuses.add(status);
                if (status == 201) {
                    acknowledged.add(id);
                    enough.countDown();
                }
            } catch (Exception connectionRefused) {
                return;
            }
        }
    }

    private Map<String, Object> body(UUID id) {
        return Map.of(
                "id", id,
                "bidder", "me",
                "kind", "play",
                "channel", "call",
                "occurredAt", occurredAt.toString());
    }

    private String request(Couple couple, UUID id) {
        String json = "{\"id\":\"%s\",\"bidder\":\"me\",\"kind\":\"play\",\"channel\":\"call\",\"occurredAt\":\"%s\"}"
                .formatted(id, occurredAt);
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(couple.path("/bids"), couple.ana().accessToken(), json.length(), json);
    }

    private static String statusLine(InputStream in) throws IOException {
        byte[] begin = in.readNBytes("HTTP/1.1 201 Created".length());
        return new String(begin, StandardCharsets.US_ASCII);
    }
}
