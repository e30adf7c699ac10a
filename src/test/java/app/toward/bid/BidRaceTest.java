package app.toward.bid;

import static app.toward.bid.Bids.body;
import static app.toward.bid.Bids.give;
import static app.toward.bid.Bids.log;
import static app.toward.bid.Bids.says;
import static app.toward.bid.Bids.see;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import app.toward.AtOnce;
import app.toward.Couple;
import app.toward.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the two do to one bid in the same instant. */
@QuarkusTest
@ExtendWith(TestClock.class)
class BidRaceTest {
    private static final int TIMES = 40;

    @Inject
    EntityManager database;

    @Test
    void both_who_respond_at_once_are_heard() throws Exception {
        var couple = Couple.together();
        for (int i = 0; i < TIMES; i++) {
            String bid = log(couple, couple.ana(), "me");
            atOnce(List.of(
                    () -> give(couple, couple.ana(), bid, says("missed")).statusCode(200),
                    () -> give(couple, couple.ben(), bid, says("turned_toward")).statusCode(200)));
            for (var who : List.of(couple.ana(), couple.ben())) {
                boolean isAna = who == couple.ana();
                see(couple, who, bid)
                        .body("myPerspective.response", equalTo(isAna ? "missed" : "turned_toward"))
                        .body("partnerPerspective.response", equalTo(isAna ? "turned_toward" : "missed"));
            }
        }
    }

    @Test
    void both_may_withdraw_and_log_at_once() throws Exception {
        var couple = Couple.together();
        List<Callable<ValidatableResponse>> calls = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            String hers = log(couple, couple.ana(), "me");
            String his = log(couple, couple.ben(), "me");
            give(couple, couple.ben(), hers, says("noticed")).statusCode(200);
            give(couple, couple.ana(), his, says("noticed")).statusCode(200);
            calls.add(
                    () -> couple.ana().delete(couple.path("/bids/{bid}"), hers).statusCode(204));
            calls.add(() -> couple.ben().delete(couple.path("/bids/{bid}"), his).statusCode(204));
            calls.add(() -> couple.ana().post(couple.path("/bids"), body("me")).statusCode(201));
            calls.add(() -> couple.ben().post(couple.path("/bids"), body("me")).statusCode(201));
        }
        atOnce(calls);
    }

    @Test
    void a_history_read_while_it_goes_on_tells_nothing_twice() throws Exception {
        var couple = Couple.together();
        List<String> bids = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            bids.add(log(couple, couple.ben(), "partner", "perspective", says("noticed")));
        }
        TestClock.pass(Duration.ofHours(1));
        for (String bid : bids) {
            Callable<ValidatableResponse> read = () -> {
                var history = couple.ana().get(couple.path("/bids/{bid}/responses"), bid);
                assertThat(history.extract().jsonPath().getList("items.response"))
                        .isIn(List.of("noticed"), List.of("missed", "noticed"));
                return history;
            };
            atOnce(List.of(
                    read, () -> give(couple, couple.ben(), bid, says("missed")).statusCode(200), read, read));
        }
    }

    @Test
    void of_two_settings_made_on_the_same_state_one_is_refused() throws Exception {
        for (int i = 0; i < 10; i++) {
            var couple = Couple.together();
            String tag =
                    couple.ana().get(couple.path("/bid-settings")).extract().header("ETag");
            Callable<ValidatableResponse> change = () -> couple.ana()
                    .request()
                    .header("If-Match", tag)
                    .contentType("application/json")
                    .body(Map.of("awaiting", false))
                    .patch(couple.path("/bid-settings"))
                    .then();
            assertThat(atOnce(List.of(change, change)).stream()
                            .map(answer -> answer.extract().statusCode()))
                    .containsExactlyInAnyOrder(200, 412);
        }
    }

    @Test
    void who_waits_for_the_other_responds_when_it_is_their_turn() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        give(couple, couple.ben(), bid, says("noticed")).statusCode(200);
        TestClock.pass(Duration.ofMinutes(14));
        couple.ben().accessToken();
        var response = new ArrayList<CompletableFuture<ValidatableResponse>>();
        Instant turn = QuarkusTransaction.requiringNew().call(() -> {
            database.createNativeQuery("select 1 from bid where id = :id for update")
                    .setParameter("id", UUID.fromString(bid))
                    .getSingleResult();
            response.add(CompletableFuture.supplyAsync(() -> give(couple, couple.ben(), bid, says("missed"))));
            while (database.createNativeQuery("select 1 from pg_locks where not granted")
                    .getResultList()
                    .isEmpty()) {
                assertThat(response.get(0)).isNotDone();
            }
            TestClock.pass(Duration.ofMinutes(5));
            return TestClock.now();
        });
        String respondedAt = response.get(0).join().statusCode(200).extract().path("myPerspective.respondedAt");
        assertThat(Instant.parse(respondedAt)).isAfterOrEqualTo(turn);
        couple.ben()
                .get(couple.path("/bids/{bid}/responses"), bid)
                .body("items.response", equalTo(List.of("missed", "noticed")));
    }

    private static List<ValidatableResponse> atOnce(List<Callable<ValidatableResponse>> calls) throws Exception {
        List<ValidatableResponse> answers = new ArrayList<>();
        for (var answer : AtOnce.all(8, calls)) {
            answers.add(answer);
        }
        return answers;
    }
}
