package app.toward;

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
}
