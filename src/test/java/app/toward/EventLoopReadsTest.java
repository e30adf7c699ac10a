package app.toward;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That what phones read most takes the short cut, of which nobody would notice that it leads nowhere. */
@QuarkusTest
class EventLoopReadsTest {
    @Inject
    MeterRegistry registry;

    @Test
    void bids_and_the_feed_are_read_without_a_worker() {
        var couple = Couple.together();
        String bid = couple.bid(couple.ana(), Map.of("cue", "Look, the moon!"));
        // Another test may have cut connections, after which workers read for some seconds.
        Eventually.holds("no worker reads", () -> {
            double before = leftToWorkers();
            readAll(couple, bid);
            return leftToWorkers() == before;
        });
    }

    private static void readAll(Couple couple, String bid) {
        couple.ben().get(couple.path("/bids/{bid}"), bid).statusCode(200);
        String filtered = "from=2020-01-01T00:00:00Z&to=2090-01-01T00:00:00Z&kind=attention&channel=in_person"
                + "&bidder=partner&awaiting=me&q=moon";
        couple.ben().get(couple.path("/bids?" + filtered)).statusCode(200).body("items.id", contains(bid));
        couple.ben()
                .get(couple.path("/bids?response=turned_toward"))
                .statusCode(200)
                .body("items", empty());
        couple.ben().get("/v1/feed").statusCode(200).body("items.data.id", hasItem(bid));
    }

    private double leftToWorkers() {
        return registry.get("toward.event-loop.left").counter().count();
    }
}
