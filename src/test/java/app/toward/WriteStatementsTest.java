package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people write most often takes few statements: who writes and what it is written to, the write, and both feeds. */
@QuarkusTest
class WriteStatementsTest {
    private static final Map<String, ?> TURNED_TOWARD = Map.of("response", "turned_toward");

    private Couple couple;

    @BeforeEach
    void come_together() {
        couple = Couple.together();
    }

    @Test
    void to_log_a_bid_takes_three() {
        var bid = Map.of(
                "bidder", "me",
                "kind", "play",
                "channel", "call",
                "occurredAt", TestClock.now().toString());

        assertThat(sent(couple.ana(), 201, request -> request.body(bid).post(couple.path("/bids"))))
                .hasSize(3);
    }

    @Test
    void to_respond_takes_three() {
        String bid = couple.bid(couple.ana(), Map.of());

        assertThat(sent(couple.ben(), 200, request -> respond(request, bid))).hasSize(3);
    }

    /** Nobody may learn by the work that a bid of the other is there which they do not see. */
    @Test
    void what_one_does_not_see_takes_as_many_as_what_is_not_there() {
        String withdrawn = couple.bid(couple.ana(), Map.of());
        couple.ana().delete(couple.path("/bids/" + withdrawn)).statusCode(204);

        assertThat(sent(couple.ben(), 404, request -> respond(request, withdrawn)))
                .hasSameSizeAs(sent(
                        couple.ben(),
                        404,
                        request -> respond(request, UUID.randomUUID().toString())));
    }

    /** Also to answer anew, and for the second who shares theirs: both feeds are told of the reveal. */
    @Test
    void to_answer_a_check_in_takes_three() {
        String round = couple.round("daily");

        assertThat(sent(couple.ana(), 200, request -> answer(request, round, "private", Couple.DAILY)))
                .hasSize(3);
        assertThat(sent(couple.ana(), 200, request -> answer(request, round, "shared", Couple.DAILY)))
                .hasSize(3);
        assertThat(sent(couple.ben(), 200, request -> answer(request, round, "shared", Couple.DAILY)))
                .hasSize(3);
        assertThat(couple.ana()
                        .get(couple.path("/check-ins/" + round))
                        .extract()
                        .<String>path("state"))
                .isEqualTo("revealed");
    }

    @Test
    void to_answer_by_a_template_of_their_own_takes_three() {
        String round = couple.round(couple.walks(couple.ana(), Map.of()));

        assertThat(sent(couple.ana(), 200, request -> answer(request, round, "shared", Map.of("walk", "Home."))))
                .hasSize(3);
    }

    @Test
    void to_begin_a_round_takes_two_and_to_open_one_on_demand_three() {
        assertThat(sent(couple.ana(), 200, request -> begin(request, "daily"))).hasSize(2);
        assertThat(sent(couple.ana(), 201, request -> begin(request, "after_conflict")))
                .hasSize(3);
    }

    @Test
    void to_add_to_an_answer_and_to_take_back_takes_three() {
        String round = couple.round("daily");
        String answer = couple.path("/check-ins/" + round + "/answer");
        couple.answer(couple.ana(), round, "shared").statusCode(200);
        couple.answer(couple.ben(), round, "shared").statusCode(200);

        assertThat(sent(
                        couple.ana(),
                        200,
                        request -> request.body(Map.of("text", "More.")).put(answer + "/addendum")))
                .hasSize(3);
        assertThat(sent(couple.ana(), 204, request -> request.delete(answer + "/addendum")))
                .hasSize(3);
        assertThat(sent(couple.ana(), 204, request -> request.delete(answer))).hasSize(3);
    }

    /** Whether the other has answered shows in nothing that a write asks of the database. */
    @Test
    void an_answer_before_the_reveal_takes_the_same_statements_whatever_the_other_has_done() {
        String round = couple.round("daily");
        List<String> before = sent(couple.ana(), 200, request -> answer(request, round, "private", Couple.DAILY));
        couple.ana().delete(couple.path("/check-ins/" + round + "/answer")).statusCode(204);
        couple.answer(couple.ben(), round, "shared").statusCode(200);

        assertThat(sent(couple.ana(), 200, request -> answer(request, round, "private", Couple.DAILY)))
                .isEqualTo(before);
    }

    private Response answer(RequestSpecification request, String round, String visibility, Map<String, ?> values) {
        return request.body(Map.of("visibility", visibility, "values", values))
                .put(couple.path("/check-ins/" + round + "/answer"));
    }

    private Response begin(RequestSpecification request, String template) {
        return request.body(Map.of("template", template)).post(couple.path("/check-ins"));
    }

    private Response respond(RequestSpecification request, String bid) {
        return request.body(TURNED_TOWARD).put(couple.path("/bids/" + bid + "/perspective"));
    }

    private static List<String> sent(Person person, int status, Function<RequestSpecification, Response> send) {
        return Statements.sentFor(
                person.request().contentType("application/json"),
                request -> send.apply(request).then().statusCode(status));
    }
}
