package app.toward.bid;

import static app.toward.bid.Bids.give;
import static app.toward.bid.Bids.log;
import static app.toward.bid.Bids.says;
import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import app.toward.Person;
import app.toward.Shown;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whether, when or what the bidder says makes no difference to the receiver until they have responded themselves. */
@QuarkusTest
@ExtendWith(TestClock.class)
class HiddenPerspectiveTest {
    /** Every read of this room that the receiver has. */
    private static final List<String> READS = List.of(
            "/bids",
            "/bids?limit=1",
            "/bids?awaiting=me",
            "/bids?bidder=partner",
            "/bids?response=noticed",
            "/bids?response=missed",
            "/bids?response=turned_toward",
            "/bids?q=hidden",
            "/bids/{bid}",
            "/bids/{bid}/responses",
            "/bid-settings");

    @Test
    void the_receiver_sees_the_same_bytes_whatever_the_bidder_says() {
        var couple = Couple.together();
        log(couple, couple.ana(), "me");
        String bid = log(couple, couple.ana(), "me", "cue", "moon");
        var before = seenBy(couple.ben(), couple, bid);

        give(couple, couple.ana(), bid, Map.of("response", "missed", "note", "hidden", "noteShared", true))
                .statusCode(200);
        assertThat(seenBy(couple.ben(), couple, bid)).as("given").isEqualTo(before);
        give(couple, couple.ana(), bid, says("missed", "unnoticed")).statusCode(200);
        assertThat(seenBy(couple.ben(), couple, bid)).as("corrected").isEqualTo(before);
        TestClock.pass(Duration.ofHours(1));
        give(couple, couple.ana(), bid, says("turned_toward")).statusCode(200);
        assertThat(seenBy(couple.ben(), couple, bid)).as("repaired").isEqualTo(before);
        couple.ana()
                .put(couple.path("/bids/{bid}/repair-reaction"), Map.of("reaction", "landed"), bid)
                .statusCode(200);
        assertThat(seenBy(couple.ben(), couple, bid)).as("reacted").isEqualTo(before);
        couple.ana().delete(couple.path("/bids/{bid}/perspective"), bid).statusCode(204);
        assertThat(seenBy(couple.ben(), couple, bid)).as("withdrawn").isEqualTo(before);
    }

    @Test
    void a_bid_logged_with_a_hidden_perspective_looks_like_one_without() {
        var couple = Couple.together();
        String at = TestClock.now().toString();
        String without = log(couple, couple.ana(), "me", "occurredAt", at);
        String with = log(couple, couple.ana(), "me", "occurredAt", at, "perspective", says("missed"));
        assertThat(body(couple, with).keySet()).isEqualTo(body(couple, without).keySet());
    }

    private static Map<String, Object> body(Couple couple, String bid) {
        return Bids.see(couple, couple.ben(), bid).extract().jsonPath().getMap("");
    }

    /** Every read of a bid as it is shown. */
    static Map<String, String> seenBy(Person reader, Couple couple, String bid) {
        return READS.stream()
                .collect(Collectors.toMap(
                        path -> path, path -> Shown.by(reader.request().get(couple.path(path.replace("{bid}", bid))))));
    }
}
