package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.shared.Keys;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web app on another origin listens with the {@code EventSource} of a real browser, is cut off, and goes on elsewhere. */
class BrowserStreamIT {
    private static final Path DRIVER = Path.of("src/test/browser");

    @TempDir
    Path directory;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void it_hears_across_origins_and_goes_on_without_loss_or_doubling_when_cut() throws Exception {
        String chromium = chromium();
        HttpServer origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String page = "http://127.0.0.1:" + origin.getAddress().getPort();
        Files.writeString(directory.resolve("keys.json"), Keys.generate());
        try (var database = new ExternalPostgres(directory);
                PackagedToward first = PackagedToward.start(directory, environment(database, page));
                PackagedToward second = PackagedToward.start(directory, environment(database, page))) {
            var couple = Couple.together();
            serve(origin, couple, List.of(first.port(), second.port()));
            Process browser = new ProcessBuilder(
                            "node", DRIVER.resolve("open-page.mjs").toString(), page + "/", chromium)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("browser.log").toFile())
                    .start();
            try {
                hears(logged(couple));
                first.kill();
                hears(logged(couple));
            } finally {
                browser.outputWriter().close();
                browser.onExit().orTimeout(20, TimeUnit.SECONDS).join();
            }
            assertThat(heard).as("nothing twice").isEmpty();
        } finally {
            origin.stop(0);
        }
    }

    private void hears(List<String> bids) throws Exception {
        List<String> ids = new ArrayList<>();
        while (ids.size() < bids.size()) {
            String next = heard.poll(60, TimeUnit.SECONDS);
            assertThat(next)
                    .as(Files.readString(directory.resolve("browser.log")))
                    .isNotNull();
            ids.add(JsonPath.from(next).getString("id"));
        }
        assertThat(ids).containsExactlyInAnyOrderElementsOf(bids);
    }

    private static List<String> logged(Couple couple) {
        return Stream.generate(() -> couple.ana()
                        .post(
                                couple.path("/bids"),
                                Map.of(
                                        "bidder", "me",
                                        "kind", "play",
                                        "channel", "call",
                                        "occurredAt", Instant.now().toString()))
                        .statusCode(201)
                        .extract()
                        .<String>path("id"))
                .limit(5)
                .toList();
    }

    private void serve(HttpServer origin, Couple couple, List<Integer> ports) throws IOException {
        String after = couple.ben().get("/v1/feed").extract().path("cursor");
        String setting =
                "{\"servers\": [\"http://127.0.0.1:%d\", \"http://127.0.0.1:%d\"], \"token\": \"%s\", \"after\": \"%s\"}"
                        .formatted(ports.get(0), ports.get(1), couple.ben().accessToken(), after);
        String html = Files.readString(DRIVER.resolve("listen.html"));
        origin.createContext("/", exchange -> answer(exchange, "text/html", html));
        origin.createContext("/setting", exchange -> answer(exchange, "application/json", setting));
        origin.createContext("/heard", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, "text/plain", "");
        });
        origin.start();
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private Map<String, String> environment(ExternalPostgres database, String origin) {
        var environment = new HashMap<>(database.environment());
        environment.put("TOWARD_KEYS_FILE", directory.resolve("keys.json").toString());
        environment.put("QUARKUS_HTTP_CORS_ORIGINS", origin);
        return environment;
    }

    /** Where there is no browser, or no driver for it, the test is skipped; but never by the whole check. */
    private static String chromium() {
        Optional<String> browser = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
        boolean hasDriver = Files.isDirectory(DRIVER.resolve("node_modules/playwright-core"));
        if (System.getenv("CI") != null) {
            assertThat(browser).as("Chromium").isPresent();
            assertThat(hasDriver).as("npm ci was run in " + DRIVER).isTrue();
        }
        Assumptions.assumeTrue(
                browser.isPresent() && hasDriver, "Needs Chromium, and `npm ci` in " + DRIVER + ": see the README.");
        return browser.orElseThrow();
    }
}
