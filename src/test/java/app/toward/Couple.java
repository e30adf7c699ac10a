package app.toward;

import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two people in a partnership of their own, so that no test meets the data of another. */
public record Couple(Person ana, Person ben, String partnership) {
    /** What a daily round has to have. */
    public static final Map<String, Integer> DAILY =
            Map.of("mood", 5, "closeness", 6, "presence", 4, "feeling_heard", 6, "time_together", 3);

    public static final Map<String, Object> AFTER_CONFLICT = Map.of(
            "calm", 5,
            "patience", 4,
            "seeing_the_other_side", 3,
            "listening_without_defending", 2,
            "openness_to_feedback", 6,
            "repair_landed", "partly");

    public static Couple together() {
        return together("Europe/Berlin", "Europe/Berlin");
    }

    public static Couple together(String zoneOfAna, String zoneOfBen) {
        return of(Person.register("Ana", zoneOfAna), Person.register("Ben", zoneOfBen));
    }

    public static Couple of(Person ana, Person ben) {
        return of(ana, ben, "romantic");
    }

    public static Couple of(Person ana, Person ben, String kind) {
        var invitation = ana.post("/v1/invitations", Map.of("kind", kind))
                .statusCode(201)
                .extract()
                .jsonPath();
        ben.post("/v1/invitations/redemptions", Map.of("code", invitation.getString("code")))
                .statusCode(200);
        String partnership = ana.post("/v1/invitations/{id}/confirmation", Map.of(), invitation.getString("id"))
                .statusCode(200)
                .extract()
                .path("id");
        return new Couple(ana, ben, partnership);
    }

    /** A path inside their partnership. */
    public String path(String rest) {
        return "/v1/partnerships/" + partnership + rest;
    }

    /** A bid that one of them logs as their own, with what else or other it is to have; its id. */
    public String bid(Person bidder, Map<String, ?> fields) {
        var body = new HashMap<String, Object>(Map.of(
                "bidder",
                "me",
                "kind",
                "attention",
                "channel",
                "in_person",
                "occurredAt",
                TestClock.now().toString()));
        body.putAll(fields);
        return bidder.post(path("/bids"), body).statusCode(201).extract().path("id");
    }

    /** A template of their own that asks where to walk, with what else it is to have; its key. */
    public String walks(Person author, Map<String, Object> fields) {
        var body = new HashMap<String, Object>(Map.of(
                "cadence",
                "daily",
                "title",
                "Walks",
                "items",
                List.of(Map.of("key", "walk", "kind", "text", "prompt", "Where to?"))));
        body.putAll(fields);
        return author.post(path("/templates"), body).statusCode(201).extract().path("key");
    }

    /** The present round of a template; its id. */
    public String round(String template) {
        return ana.post(path("/check-ins"), Map.of("template", template))
                .extract()
                .path("id");
    }

    /** Answers a daily round without words. */
    public ValidatableResponse answer(Person person, String round, String visibility) {
        return answer(person, round, visibility, DAILY);
    }

    public ValidatableResponse answer(Person person, String round, String visibility, Map<String, ?> values) {
        return person.put(path("/check-ins/" + round + "/answer"), Map.of("visibility", visibility, "values", values));
    }

    /** The values of an answer to a daily round, with an appreciation. */
    public static Map<String, Object> daily(String appreciation) {
        var values = new HashMap<String, Object>(DAILY);
        values.put("appreciation", appreciation);
        return values;
    }

    /** Shares an answer to a daily round, with an appreciation. */
    public void answerDaily(Person person, String round, String appreciation) {
        answer(person, round, "shared", daily(appreciation)).statusCode(200);
    }
}
