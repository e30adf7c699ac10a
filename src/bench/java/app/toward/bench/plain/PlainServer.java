package app.toward.bench.plain;

import app.toward.bench.ServerKeys;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ceiling: a few operations of Toward, written by hand on event loops for speed alone, with the same checks of token
 * and session, the same statements in the same transactions, and the same answers. It takes no other input than the
 * benchmark sends. A token that was verified once is known until it expires.
 */
public final class PlainServer extends AbstractVerticle {
    private static final int LOOPS = Runtime.getRuntime().availableProcessors();
    /** As many connections as Toward has. */
    private static final int CONNECTIONS = 16;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int TAG_BYTES = 16;
    private static final int PARTNERSHIP = 3;
    private static final int ROOM = 4;
    private static final int THING = 5;

    private final int port;
    private final int databasePort;
    private final PlainKeys keys;
    private PlainBids bids;
    private PlainFeed feed;
    private PlainCheckIns checkIns;

    private PlainServer(int port, int databasePort, PlainKeys keys) {
        this.port = port;
        this.databasePort = databasePort;
        this.keys = keys;
    }

    public static void main(String... arguments) throws Exception {
        var keys = new PlainKeys(Files.readString(Path.of(arguments[2])));
        int port = Integer.parseInt(arguments[0]);
        int databasePort = Integer.parseInt(arguments[1]);
        Vertx.vertx()
                .deployVerticle(
                        () -> new PlainServer(port, databasePort, keys), new DeploymentOptions().setInstances(LOOPS))
                .onFailure(e -> {
                    System.err.println(e);
                    Runtime.getRuntime().halt(1);
                });
    }

    /** What is to be answered. */
    record Answer(int status, String json, String link) {
        static Answer ok(String json) {
            return new Answer(200, json, null);
        }

        static Answer of(int status) {
            return new Answer(status, "{\"status\":" + status + "}", null);
        }
    }

    @Override
    public void start() {
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS / LOOPS))
                .connectingTo(new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(databasePort)
                        .setDatabase("postgres")
                        .setUser("postgres")
                        .setPassword("postgres")
                        .setCachePreparedStatements(true))
                .using(vertx)
                .build();
        bids = new PlainBids(pool, keys);
        feed = new PlainFeed(pool, keys);
        checkIns = new PlainCheckIns(pool);
        vertx.createHttpServer().requestHandler(this::handle).listen(port, "127.0.0.1");
    }

    private void handle(HttpServerRequest request) {
        if (request.path().equals("/health/ready")) {
            request.response().end();
            return;
        }
        PlainKeys.Caller caller = keys.caller(request.getHeader("Authorization"));
        if (caller == null) {
            answer(request, Answer.of(401));
        } else if (request.method().equals(HttpMethod.GET)) {
            finish(request, read(request, caller));
        } else {
            request.body()
                    .onSuccess(body -> finish(request, write(request, caller, body)))
                    .onFailure(e -> answer(request, Answer.of(400)));
        }
    }

    private Future<Answer> read(HttpServerRequest request, PlainKeys.Caller caller) {
        String[] path = request.path().split("/", -1);
        if (path[2].equals("feed")) {
            return feed.read(caller, request.getParam("after"), Integer.parseInt(request.getParam("limit")));
        }
        UUID partnership = UUID.fromString(path[PARTNERSHIP]);
        if (path[ROOM].equals("check-ins")) {
            return checkIns.today(caller, partnership);
        }
        return path.length > THING
                ? bids.get(caller, partnership, UUID.fromString(path[THING]))
                : bids.list(caller, partnership, request.path());
    }

    private Future<Answer> write(HttpServerRequest request, PlainKeys.Caller caller, Buffer body) {
        String[] path = request.path().split("/", -1);
        UUID partnership = UUID.fromString(path[PARTNERSHIP]);
        return request.method().equals(HttpMethod.POST)
                ? bids.log(caller, partnership, body)
                : bids.respond(caller, partnership, UUID.fromString(path[THING]), body);
    }

    private static void finish(HttpServerRequest request, Future<Answer> future) {
        future.onSuccess(answer -> answer(request, answer)).onFailure(e -> {
            e.printStackTrace();
            answer(request, Answer.of(500));
        });
    }

    private static void answer(HttpServerRequest request, Answer answer) {
        byte[] body = answer.json.getBytes(StandardCharsets.UTF_8);
        var random = ThreadLocalRandom.current();
        HttpServerResponse response = request.response()
                .setStatusCode(answer.status)
                .putHeader("Content-Type", "application/json;charset=UTF-8")
                .putHeader("ETag", '"' + BASE64.encodeToString(Arrays.copyOf(ServerKeys.sha256(body), TAG_BYTES)) + '"')
                .putHeader(
                        "Cache-Control",
                        request.method().equals(HttpMethod.GET) ? "private, no-cache" : "private, no-store")
                .putHeader("X-Request-Id", new UUID(random.nextLong(), random.nextLong()).toString());
        if (answer.link != null) {
            response.putHeader("Link", answer.link);
        }
        response.end(Buffer.buffer(body));
    }
}
