package app.toward;

import java.util.HashMap;
import java.util.Map;

/** Two people in a partnership of their own, so that no test meets the data of another. */
public record Couple(Person ana, Person ben, String partnership) {
    public static Couple together() {
        return together("Europe/Berlin", "Europe/Berlin");
    }

    public static Couple together(String zoneOfAna, String zoneOfBen) {
        return of(Person.register("Ana", zoneOfAna), Person.register("Ben", zoneOfBen));
    }

    public static Couple of(Person ana, Person ben) {
        var invitation = ana.post("/v1/invitations", Map.of("kind", "romantic"))
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

    /** A bid that one of them made, with what else it is to have; its id. */
    public String bid(Person bidder, Map<String, Object> fields) {
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

    /** The present round of a template; its id. */
    public String round(String template) {
        return ana.post(path("/check-ins"), Map.of("template", template))
                .extract()
                .path("id");
    }

    /** Shares an answer to a daily round, with an appreciation. */
    public void answerDaily(Person person, String round, String appreciation) {
        person.put(
                        path("/check-ins/" + round + "/answer"),
                        Map.of(
                                "visibility",
                                "shared",
                                "values",
                                Map.of(
                                        "mood", 5,
                                        "closeness", 6,
                                        "presence", 4,
                                        "feeling_heard", 6,
                                        "time_together", 3,
                                        "appreciation", appreciation)))
                .statusCode(200);
    }
}
