package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are generated from the contract alone compile, and tell the whole story of two people. */
class ClientsIT {
    private static final Path TYPESCRIPT = Path.of("clients/typescript");
    private static final Path KOTLIN = Path.of("clients/kotlin");
    private static final List<String> STORY = List.of(
            "registered and signed in",
            "together",
            "logged a bid, and heard of it",
            "responded to it",
            "answered a check-in, and saw both answers",
            "caught up",
            "read the insights",
            "refreshed, and ended it",
            "signed out");

    @TempDir
    static Path directory;

    private static WebApp app;
    private static PackagedToward toward;

    @BeforeAll
    static void begin() throws Exception {
        app = new WebApp();
        toward = PackagedToward.start(directory, Map.of("QUARKUS_HTTP_CORS_ORIGINS", app.origin()));
    }

    @AfterAll
    static void end() throws IOException {
        toward.close();
        app.close();
    }

    @Test
    void one_in_kotlin() throws Exception {
        told("./mvnw", "-B", "-ntp", "-q", "-f", KOTLIN.resolve("pom.xml").toString(), "compile");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classes = KOTLIN.resolve("target/classes") + ":" + KOTLIN.resolve("target/dependencies") + "/*";
        assertThat(told(java.toString(), "-cp", classes, "app.toward.story.StoryKt", address()))
                .containsExactlyElementsOf(STORY);
    }

    @Test
    void one_in_typescript() throws Exception {
        buildTypescript();
        assertThat(told("node", TYPESCRIPT.resolve("build/in-node.js").toString(), address()))
                .containsExactlyElementsOf(STORY);
    }

    @Test
    void the_same_in_a_browser_on_another_origin() throws Exception {
        buildTypescript();
        app.serve("/story.html", TYPESCRIPT);
        app.serve("/build/", TYPESCRIPT);
        app.serve("/node_modules/", TYPESCRIPT);
        app.serve("/toward", "text/plain", address());
        BlockingQueue<String> told = app.posted("/told");
        try (Chromium browser =
                Chromium.run(directory.resolve("browser.log"), "open-page.mjs", app.origin() + "/story.html")) {
            String story = told.poll(60, TimeUnit.SECONDS);
            assertThat(story).as(browser.log()).isEqualTo(String.join("\n", STORY));
        }
    }

    private static void buildTypescript() throws Exception {
        Chromium.requireInstalled(TYPESCRIPT);
        told("npm", "run", "--silent", "--prefix", TYPESCRIPT.toString(), "build");
    }

    private static String address() {
        return "http://127.0.0.1:" + toward.port();
    }

    /** What a command writes, which must succeed. */
    private static List<String> told(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output;
        try (InputStream in = process.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
