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

    private Response respond(RequestSpecification request, String bid) {
        return request.body(TURNED_TOWARD).put(couple.path("/bids/" + bid + "/perspective"));
    }

    private static List<String> sent(Person person, int status, Function<RequestSpecification, Response> send) {
        return Statements.sentFor(
                person.request().contentType("application/json"),
                request -> send.apply(request).then().statusCode(status));
    }
}
