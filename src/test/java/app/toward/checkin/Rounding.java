package app.toward.checkin;

import app.toward.Couple;
import app.toward.Person;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;

/** What the tests of check-ins say again and again, for one couple. */
record Rounding(Couple couple) {
    static final Map<String, Object> AFTER_CONFLICT = Map.of(
            "calm", 5,
            "patience", 4,
            "seeing_the_other_side", 3,
            "listening_without_defending", 2,
            "openness_to_feedback", 6,
            "repair_landed", "partly");

    static Rounding together() {
        return new Rounding(Couple.together());
    }

    Person ana() {
        return couple.ana();
    }

    Person ben() {
        return couple.ben();
    }

    List<Person> both() {
        return List.of(ana(), ben());
    }

    ValidatableResponse begin(Person person, String template) {
        return person.post(couple.path("/check-ins"), Map.of("template", template));
    }

    String begun(String template) {
        return begin(ana(), template).extract().path("id");
    }

    ValidatableResponse read(Person person, String round) {
        return person.get(couple.path("/check-ins/" + round));
    }

    ValidatableResponse today(Person person) {
        return person.get(couple.path("/check-ins/today")).statusCode(200);
    }

    ValidatableResponse answer(Person person, String round, String visibility) {
        return couple.answer(person, round, visibility);
    }

    ValidatableResponse answer(Person person, String round, String visibility, Map<String, ?> values) {
        return couple.answer(person, round, visibility, values);
    }

    ValidatableResponse withdraw(Person person, String round) {
        return person.delete(answerPath(round));
    }

    ValidatableResponse add(Person person, String round, String text) {
        return person.put(answerPath(round) + "/addendum", Map.of("text", text));
    }

    String answerPath(String round) {
        return couple.path("/check-ins/" + round + "/answer");
    }
}
