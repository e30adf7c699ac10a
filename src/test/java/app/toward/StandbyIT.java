package app.toward;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;

import app.toward.shared.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Insights and exports are read on a standby, as far as that tells nobody anything that is over. */
class StandbyIT {
    /** Long enough for a few calls between two looks. */
    private static final String LOOK = "5S";

    private static final Duration UNTIL_OF_USE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static ReplicatedPostgres database;
    private static PackagedToward toward;
    private Couple couple;

    @BeforeAll
    static void begin() throws Exception {
        database = new ReplicatedPostgres(directory);
        Path keys = Files.writeString(directory.resolve("keys.json"), Keys.generate());
        var environment = new HashMap<>(database.environment());
        environment.putAll(database.environmentOfStandby());
        environment.put("TOWARD_KEYS_FILE", keys.toString());
        environment.put("TOWARD_STANDBY_EVERY", LOOK);
        toward = PackagedToward.start(directory, environment);
    }

    @AfterAll
    static void end() throws Exception {
        toward.close();
        database.close();
    }

    @BeforeEach
    void found() {
        couple = Couple.together();
        couple.bid(couple.ana(), Map.of("cue", "Look, the moon!"));
        Eventually.holds("a standby that is of use", UNTIL_OF_USE, this::isOfUse);
    }

    private boolean isOfUse() throws Exception {
        Instant before = Instant.now();
        return bidsByInsight(couple.ana()) == 1 && database.hasStandbyRun("json_agg", before);
    }

    @Test
    void insights_are_a_few_seconds_old_at_most_and_who_reads_them_is_found_out_on_the_primary() throws Exception {
        database.pauseReplay();
        try {
            couple.bid(couple.ana(), Map.of());
            Person ben = couple.ben().signedInAnew();
            assertThat(bidsByInsight(ben)).isEqualTo(1);
            ben.delete("/v1/sessions/current").statusCode(204);
            ben.get(couple.path("/insights/times")).statusCode(401);
            Eventually.holds("insights of now", () -> bidsByInsight(couple.ana()) == 2);
        } finally {
            database.resumeReplay();
        }
    }

    @Test
    void who_meets_a_standby_that_takes_too_long_is_answered_by_the_primary() throws Exception {
        // Both have the lock until it is given back: the standby gives up a statement that waits for it, and is left.
        try (Connection primary = database.toPrimary();
                Statement statement = primary.createStatement()) {
            primary.setAutoCommit(false);
            statement.execute("lock table bid");
            Eventually.holds("the lock on the standby", () -> database.isLockedOnStandby("bid"));
            var bids = CompletableFuture.supplyAsync(() -> bidsByInsight(couple.ana()));
            Eventually.holds("a question to the primary", () -> database.isHeldUpOnPrimary("json_agg"));
            primary.commit();
            assertThat(bids.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void an_export_is_read_on_the_standby() throws Exception {
        long before = database.readsOnStandby("invitation");
        assertThat(Exporting.all(couple.ana()).get("bids.jsonl")).contains("Look, the moon!");
        Eventually.holds("reads on the standby", () -> database.readsOnStandby("invitation") > before);
    }

    @Test
    void what_was_written_before_an_export_was_asked_for_is_in_it_however_far_the_standby_is_behind() throws Exception {
        database.pauseReplay();
        try {
            couple.bid(couple.ana(), Map.of("cue", "And the stars!"));
            assertThat(Exporting.all(couple.ana()).get("bids.jsonl")).contains("Look, the moon!", "And the stars!");
        } finally {
            database.resumeReplay();
        }
    }

    @Test
    void without_the_standby_all_works_on_the_primary() throws Exception {
        database.stopStandby();
        try {
            assertThat(bidsByInsight(couple.ana())).isEqualTo(1);
            given().get("/health/ready").then().statusCode(200);
            assertThat(Exporting.all(couple.ana())).containsKey("bids.jsonl");
        } finally {
            database.startStandby();
        }
        Eventually.holds("a standby that is of use again", UNTIL_OF_USE, this::isOfUse);
    }

    private long bidsByInsight(Person person) {
        List<Integer> bids = person.get(couple.path("/insights/times"))
                .statusCode(200)
                .extract()
                .path("cells.bids");
        return bids.stream().mapToLong(Integer::longValue).sum();
    }
}
