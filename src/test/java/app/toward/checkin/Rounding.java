package app.toward.checkin;

import app.toward.Couple;
import app.toward.Person;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;

/** What the tests of check-ins say again and again, for one couple. */
record Rounding(Couple couple) {
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
