package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.shared.Keys;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web app on another origin listens with the {@code EventSource} of a real browser, is cut off, and goes on elsewhere. */
class BrowserStreamIT {
    @TempDir
    Path directory;

    @Test
    void it_hears_across_origins_and_goes_on_without_loss_or_doubling_when_cut() throws Exception {
        Files.writeString(directory.resolve("keys.json"), Keys.generate());
        try (var app = new WebApp();
                var database = new ExternalPostgres(directory);
                PackagedToward first = PackagedToward.start(directory, environment(database, app.origin()));
                PackagedToward second = PackagedToward.start(directory, environment(database, app.origin()))) {
            var couple = Couple.together();
            serve(app, couple, List.of(first.port(), second.port()));
            BlockingQueue<String> heard = app.posted("/heard");
            try (Chromium browser =
                    Chromium.run(directory.resolve("browser.log"), "open-page.mjs", app.origin() + "/")) {
                hears(heard, logged(couple), browser);
                first.kill();
                hears(heard, logged(couple), browser);
            }
            assertThat(heard).as("nothing twice").isEmpty();
        }
    }

    private static void hears(BlockingQueue<String> heard, List<String> bids, Chromium browser) throws Exception {
        List<String> ids = new ArrayList<>();
        while (ids.size() < bids.size()) {
            String next = heard.poll(60, TimeUnit.SECONDS);
            assertThat(next).as(browser.log()).isNotNull();
            ids.add(JsonPath.from(next).getString("id"));
        }
        assertThat(ids).containsExactlyInAnyOrderElementsOf(bids);
    }

    private static List<String> logged(Couple couple) {
        return Stream.generate(() -> couple.bid(couple.ana(), Map.of()))
                .limit(5)
                .toList();
    }

    private static void serve(WebApp app, Couple couple, List<Integer> ports) throws IOException {
        String after = couple.ben().get("/v1/feed").extract().path("cursor");
        String setting =
                "{\"servers\": [\"http://127.0.0.1:%d\", \"http://127.0.0.1:%d\"], \"token\": \"%s\", \"after\": \"%s\"}"
                        .formatted(ports.get(0), ports.get(1), couple.ben().accessToken(), after);
        app.serve("/", "text/html", Files.readString(Path.of("src/test/browser/listen.html")));
        app.serve("/setting", "application/json", setting);
    }

    private Map<String, String> environment(ExternalPostgres database, String origin) {
        var environment = new HashMap<>(database.environment());
        environment.put("TOWARD_KEYS_FILE", directory.resolve("keys.json").toString());
        environment.put("QUARKUS_HTTP_CORS_ORIGINS", origin);
        return environment;
    }
}
