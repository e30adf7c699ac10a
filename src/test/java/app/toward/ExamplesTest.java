package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of the contract are true: they are what is sent and comes back in a story that is told here each time. */
@QuarkusTest
@TestProfile(WithMailServer.class)
@ExtendWith(TestClock.class)
class ExamplesTest {
    private static final Path COMMITTED = Path.of("src/test/resources/app/toward/contract/examples.json");
    private static final Path TOLD = Path.of("target/examples.json");

    @Test
    void the_examples_are_what_happens() throws Exception {
        TestClock.set(Instant.parse("2026-11-22T18:00:00Z"));
        TestClock.freeze();
        Recording told = Story.told();
        Files.writeString(TOLD, told.all().toPrettyString() + "\n");
        assertThat(told.operations())
                .as("Every operation has a place in the story")
                .isEqualTo(Contract.operations().map(Contract.Operation::id).collect(Collectors.toSet()));
        JsonNode committed = new ObjectMapper().readTree(COMMITTED.toFile());
        assertThat(told.all())
                .as("%s is outdated: review %s, copy it there, build and copy the contract", COMMITTED, TOLD)
                .isEqualTo(committed);
    }
}
