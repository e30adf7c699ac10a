package app.toward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import app.toward.shared.Keys;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * While replicas are restarted one after the other, the version before works on the new schema, beside the new version:
 * see docs/operations.md, "Upgrades". The property names the {@code quarkus-run.jar} of the version before.
 */
@EnabledIfSystemProperty(named = UpgradeIT.PREVIOUS, matches = ".+")
class UpgradeIT {
    static final String PREVIOUS = "previous";

    @TempDir
    static Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private ExternalPostgres database;

    @Nullable
    private PackagedToward previous;

    @Nullable
    private PackagedToward present;

    @BeforeEach
    void begin() throws Exception {
        database = new ExternalPostgres(directory);
        environment.putAll(database.environment());
        environment.put(
                "TOWARD_KEYS_FILE",
                Files.writeString(directory.resolve("keys.json"), Keys.generate())
                        .toString());
    }

    @AfterEach
    void end() throws Exception {
        if (previous != null) {
            previous.close();
        }
        if (present != null) {
            present.close();
        }
        database.close();
    }

    @Test
    void the_version_before_works_on_the_new_schema_and_each_sees_what_the_other_writes() throws Exception {
        PackagedToward before = startPrevious();
        var couple = Couple.together();
        String bid = couple.bid(couple.ana(), Map.of("cue", "Look, the moon!"));
        PackagedToward after = PackagedToward.start(directory.resolve("present"), environment);
        present = after;
        couple.ben().get(couple.path("/bids/" + bid)).statusCode(200).body("cue", equalTo("Look, the moon!"));
        liveTogether(before, after);
        liveTogether(after, before);

        before.terminate();
        before.close();
        PackagedToward again = startPrevious();
        couple.ben().get(couple.path("/bids/" + bid)).statusCode(200).body("cue", equalTo("Look, the moon!"));
        liveTogether(again, after);
    }

    private PackagedToward startPrevious() throws Exception {
        Path jar = Path.of(System.getProperty(PREVIOUS));
        previous = PackagedToward.start(jar, directory.resolve("previous"), environment);
        return previous;
    }

    /** Two people, of whom Ana is served by the one and Ben by the other. */
    private static void liveTogether(PackagedToward anas, PackagedToward bens) {
        call(anas);
        var couple = Couple.together();
        String bid = couple.bid(couple.ana(), Map.of("cue", "Look, the moon!"));
        call(bens);
        couple.ben().get(couple.path("/bids/" + bid)).statusCode(200).body("cue", equalTo("Look, the moon!"));
        couple.ben()
                .put(couple.path("/bids/" + bid + "/perspective"), Map.of("response", "turned_toward"))
                .statusCode(200);
        String bidOfBen = couple.bid(couple.ben(), Map.of("cue", "And the stars!"));
        call(anas);
        couple.ana()
                .get(couple.path("/bids/" + bid))
                .statusCode(200)
                .body("partnerPerspective.response", equalTo("turned_toward"));
        String round = couple.round("daily");
        couple.answerDaily(couple.ana(), round, "The soup.");
        call(bens);
        couple.answerDaily(couple.ben(), round, "The walk.");
        call(anas);
        couple.ana()
                .get(couple.path("/check-ins/" + round))
                .statusCode(200)
                .body("state", equalTo("revealed"))
                .body("partner.values.appreciation", equalTo("The walk."));
        for (PackagedToward each : List.of(anas, bens)) {
            call(each);
            for (Person person : List.of(couple.ana(), couple.ben())) {
                List<String> things =
                        person.get("/v1/feed").statusCode(200).extract().path("items.id");
                assertThat(things).contains(bid, bidOfBen, round);
                person.get(couple.path("/insights")).statusCode(200);
            }
        }
        call(bens);
        couple.ana().delete("/v1/sessions/current").statusCode(204);
        call(anas);
        couple.ana().get("/v1/me").statusCode(401);
    }

    private static void call(PackagedToward toward) {
        RestAssured.port = toward.port();
    }
}
