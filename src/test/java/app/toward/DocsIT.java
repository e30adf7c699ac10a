package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The docs as people meet them: in a browser, and with a shell beside it. */
class DocsIT {
    private static final Pattern CALLS = Pattern.compile("<code class=\"sh\">(.*?)</code>", Pattern.DOTALL);

    @TempDir
    static Path directory;

    private static PackagedToward toward;

    @BeforeAll
    static void begin() throws Exception {
        toward = PackagedToward.start(directory);
    }

    @AfterAll
    static void end() throws Exception {
        toward.close();
    }

    @Test
    void they_read_well_on_a_phone_and_on_a_desktop_by_day_and_by_night() throws Exception {
        try (var browser = Chromium.run(directory.resolve("browser.log"), "look-at-docs.mjs", address())) {
            assertThat(browser.awaitEnd()).as(browser.log()).isZero();
            assertThat(browser.log()).isEmpty();
        }
    }

    @Test
    void their_calls_work_as_written() throws Exception {
        String calls = CALLS.matcher(Api.given().get("/docs").asString())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining("\n"))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        Path script = Files.writeString(directory.resolve("calls.sh"), calls);
        Path log = directory.resolve("calls.log");
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TOWARD", address());
        int exit = builder.start().waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log))
                .contains("\"partnerPerspective\":{\"response\":\"turned_toward\"")
                .contains("\"state\":\"revealed\"")
                .contains("first: 201", "again: 200")
                .contains("\"hasMore\":false");
    }

    private static String address() {
        return "http://127.0.0.1:" + toward.port();
    }
}
