package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the heap is collected though nothing asked for room. */
class ReturnedMemoryIT {
    private static final long SEVERAL_LOOKS_MILLIS = 2_000;

    @Test
    void as_the_image_starts_it_what_the_start_left_is_collected_and_then_it_rests(@TempDir Path directory)
            throws Exception {
        Path log = directory.resolve("collections.log");
        // With little room for young objects the start alone is load enough.
        try (var toward = start("@docker/java.options -Xmn2m", directory, log)) {
            toward.request().get("/.well-known/jwks.json").then().statusCode(200);
            Eventually.holds("it collects", () -> collections(log) > 0);
            Thread.sleep(SEVERAL_LOOKS_MILLIS);
            long collected = collections(log);
            Thread.sleep(SEVERAL_LOOKS_MILLIS);
            assertThat(collections(log)).isEqualTo(collected);
        }
    }

    @Test
    void a_collector_that_looks_after_old_objects_itself_is_left_alone(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("collections.log");
        try (var toward = start("-XX:+UseG1GC -Xmn8m", directory, log)) {
            toward.request().get("/.well-known/jwks.json").then().statusCode(200);
            Thread.sleep(SEVERAL_LOOKS_MILLIS);
            assertThat(Files.readString(log)).contains("Pause Young");
            assertThat(collections(log)).isZero();
        }
    }

    private static PackagedToward start(String options, Path directory, Path log) throws Exception {
        return PackagedToward.start(
                directory,
                Map.of("JDK_JAVA_OPTIONS", options + " -Xlog:gc:file=" + log, "TOWARD_MEMORY_EVERY", "0.5S"));
    }

    private static long collections(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("System.gc()")).count();
        }
    }
}
