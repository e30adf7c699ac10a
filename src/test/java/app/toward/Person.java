package app.toward;

import static app.toward.Api.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Somebody who registered and signed in over HTTP, like everybody else. */
public final class Person {
    public static final String PASSWORD = "quiet river under stone";
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(9);

    public final String name;
    public final String email;
    private String accessToken = "";
    private Instant signedInAt = Instant.MIN;

    private Person(String name, String email) {
        this.name = name;
        this.email = email;
    }

    public static Person register(String name, String timeZone) {
        var person = new Person(name, "p." + UUID.randomUUID() + "@example.org");
        given().contentType(ContentType.JSON)
                .body(Map.of("email", person.email, "password", PASSWORD, "displayName", name, "timeZone", timeZone))
                .post("/v1/accounts")
                .then()
                .statusCode(202);
        return person;
    }

    public static Person stranger() {
        return register("Sam", "Europe/Berlin");
    }

    /** The tokens of a new session. */
    public Map<String, String> signIn() {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", PASSWORD))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getMap("");
    }

    /** The same person on another device, for whom the ones before were signed out. */
    public Person signedInAnew() {
        return signedInAnew(PASSWORD);
    }

    public Person signedInAnew(String password) {
        var anew = new Person(name, email);
        anew.accessToken = given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("accessToken");
        anew.signedInAt = TestClock.now();
        return anew;
    }

    /** A request of this person, with a living token. */
    public RequestSpecification request() {
        return given().auth().oauth2(accessToken());
    }

    public String accessToken() {
        Instant now = TestClock.now();
        if (now.isBefore(signedInAt) || now.isAfter(signedInAt.plus(TOKEN_LIFE))) {
            accessToken = String.valueOf(signIn().get("accessToken"));
            signedInAt = now;
        }
        return accessToken;
    }

    public ValidatableResponse get(String path, Object... parameters) {
        return request().get(path, parameters).then();
    }

    public ValidatableResponse post(String path, Object body, Object... parameters) {
        return request()
                .contentType(ContentType.JSON)
                .body(body)
                .post(path, parameters)
                .then();
    }

    public ValidatableResponse put(String path, Object body, Object... parameters) {
        return request()
                .contentType(ContentType.JSON)
                .body(body)
                .put(path, parameters)
                .then();
    }

    public ValidatableResponse patch(String path, Object body, Object... parameters) {
        return request()
                .contentType(ContentType.JSON)
                .body(body)
                .patch(path, parameters)
                .then();
    }

    public ValidatableResponse delete(String path, Object... parameters) {
        return request().delete(path, parameters).then();
    }
}
