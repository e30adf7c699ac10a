package app.toward.bid;

import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Bodies and calls that the tests of this room share. */
final class Bids {
    private Bids() {}

    /** A bid that was made just now; more fields, and other ones, by name and value. */
    static Map<String, Object> body(String bidder, Object... fields) {
        var body = new HashMap<String, Object>(Map.of(
                "bidder",
                bidder,
                "kind",
                "attention",
                "channel",
                "in_person",
                "occurredAt",
                TestClock.now().toString()));
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return body;
    }

    /** The id of a new bid. */
    static String log(Couple couple, Person who, String bidder, Object... fields) {
        return couple.bid(who, body(bidder, fields));
    }

    /** A response without more. */
    static Map<String, Object> says(String response) {
        return Map.of("response", response);
    }

    static Map<String, Object> says(String response, String manner) {
        return Map.of("response", response, "manner", manner);
    }

    static ValidatableResponse give(Couple couple, Person who, String bid, Map<String, Object> perspective) {
        return who.put(couple.path("/bids/{bid}/perspective"), perspective, bid);
    }

    static ValidatableResponse see(Couple couple, Person who, String bid) {
        return who.get(couple.path("/bids/{bid}"), bid);
    }

    static List<String> listed(Couple couple, Person who, String query) {
        return who.get(couple.path("/bids" + query))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
    }

    static String id() {
        return UUID.randomUUID().toString();
    }
}
