package app.toward;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces as a collector gets them, byte for byte: how each operation went, and nothing of anybody. */
class TracesIT {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}");
    private static final long SECONDS_TO_LISTEN = 20;
    /** A message of gRPC with nothing in it: not compressed, no bytes. */
    private static final Buffer NOTHING = Buffer.buffer(new byte[5]);

    @TempDir
    static Path data;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    @Test
    void a_trace_tells_which_operation_it_was_and_neither_whose_nor_from_where() throws Exception {
        var vertx = Vertx.vertx();
        try {
            int collector = vertx.createHttpServer()
                    .requestHandler(this::receive)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(SECONDS_TO_LISTEN, TimeUnit.SECONDS)
                    .actualPort();
            try (var toward =
                    PackagedToward.start(data, Map.of("TOWARD_TRACES_ENDPOINT", "http://127.0.0.1:" + collector))) {
                assertThat(toward.port()).isPositive();
                var couple = Couple.together();
                String bid = couple.bid(couple.ana(), Map.of("cue", "Look, the moon!"));
                given().get("/nowhere/" + UUID.randomUUID()).then().statusCode(404);
                given().get("/v1/feed/events?ticket=made-up").then().statusCode(401);
                couple.ben()
                        .request()
                        .header("X-Forwarded-For", "192.0.2.7")
                        .get(couple.path("/bids/{id}"), bid)
                        .then()
                        .statusCode(200);
                Eventually.holds("the last request", () -> all().contains("/bids/{bid}"));
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(SECONDS_TO_LISTEN, TimeUnit.SECONDS);
        }
        assertThat(all())
                .contains("/v1/accounts", "/v1/partnerships/{partnership}/bids", "toward")
                .doesNotContainPattern(ID)
                .doesNotContain(
                        "127.0.0.1",
                        "0:0:0:0",
                        "192.0.2.7",
                        "localhost",
                        "@example.org",
                        "the moon",
                        "made-up",
                        "nowhere",
                        "Apache-HttpClient");
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            received.add(body.toString(StandardCharsets.ISO_8859_1));
            request.response()
                    .putHeader("Content-Type", "application/grpc")
                    .putTrailer("grpc-status", "0")
                    .end(NOTHING);
        });
    }

    private String all() {
        return String.join("\n", received);
    }
}
