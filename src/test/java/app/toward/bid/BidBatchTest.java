package app.toward.bid;

import static app.toward.bid.Bids.body;
import static app.toward.bid.Bids.id;
import static app.toward.bid.Bids.listed;
import static app.toward.bid.Bids.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import app.toward.AtOnce;
import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was written offline: each bid as good as its own call, the whole repeatable. */
@QuarkusTest
@ExtendWith(TestClock.class)
class BidBatchTest {
    @Test
    void a_hundred_sent_three_times_are_a_hundred() {
        var couple = Couple.together();
        var hundred = bids(100);
        post(couple, couple.ana(), hundred).statusCode(200).body("items.status", everyItem(equalTo(201)));
        post(couple, couple.ana(), hundred).statusCode(200).body("items.status", everyItem(equalTo(200)));
        post(couple, couple.ana(), hundred).statusCode(200).body("items.status", everyItem(equalTo(200)));
        assertThat(listed(couple, couple.ben(), "?limit=200")).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void a_hundred_from_two_devices_at_once_are_a_hundred() throws Exception {
        var couple = Couple.together();
        var hundred = bids(100);
        couple.ana().accessToken();
        List<Callable<List<Integer>>> calls = new ArrayList<>();
        for (int device = 0; device < 6; device++) {
            var own = new ArrayList<>(hundred);
            Collections.shuffle(own, new Random(device));
            var part = own.subList(0, device < 4 ? 100 : 60);
            calls.add(() -> post(couple, couple.ana(), part)
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("items.status"));
        }
        List<Integer> statuses = new ArrayList<>();
        for (var answer : AtOnce.all(calls.size(), calls)) {
            statuses.addAll(answer);
        }
        assertThat(statuses).containsOnly(200, 201);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(100);
        assertThat(listed(couple, couple.ben(), "?limit=200")).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void each_has_the_outcome_of_its_own_call() {
        var couple = Couple.together();
        String taken = id();
        var good = body("me", "id", taken, "perspective", says("missed"));
        var items = List.of(
                good,
                good,
                body("me", "id", taken, "cue", "another"),
                body("me", "id", id(), "kind", "dance"),
                body("me"),
                body("partner", "id", id(), "perspective", says("missed", "unnoticed")),
                7,
                body("me", "id", id(), "cue", "x".repeat(201)),
                body("partner", "id", id(), "perspective", says("turned_toward")));
        post(couple, couple.ana(), items)
                .statusCode(200)
                .body("items.status", contains(201, 200, 409, 400, 400, 422, 400, 400, 201))
                .body("items[0].bid.myPerspective.response", equalTo("missed"))
                .body("items[2].problem.code", equalTo("id_taken"))
                .body("items[3].problem.errors[0].pointer", equalTo("/kind"))
                .body("items[4].problem.errors[0].pointer", equalTo("/id"))
                .body("items[5].problem.code", equalTo("recorded_was_noticed"))
                .body("items[5].problem.instance", equalTo(couple.path("/bids/batch#/items/5")))
                .body("items[7].problem.errors[0].pointer", equalTo("/cue"))
                .body("items[8].bid.bidder", equalTo("partner"));
        assertThat(listed(couple, couple.ana(), "")).hasSize(2);
    }

    @Test
    void a_batch_has_one_to_a_hundred_bids_and_is_nothing_to_a_stranger() {
        var couple = Couple.together();
        post(couple, couple.ana(), List.of()).statusCode(400);
        post(couple, couple.ana(), bids(101)).statusCode(400);
        post(couple, Person.stranger(), bids(1)).statusCode(404);
        post(couple, Person.stranger(), List.of(7)).statusCode(404);
    }

    private static List<Map<String, Object>> bids(int count) {
        return IntStream.range(0, count).mapToObj(i -> body("me", "id", id())).toList();
    }

    private static ValidatableResponse post(Couple couple, Person who, List<?> items) {
        return who.post(couple.path("/bids/batch"), Map.of("items", items));
    }
}
