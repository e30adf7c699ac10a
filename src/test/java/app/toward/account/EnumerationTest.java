package app.toward.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Nobody finds out whether an address has an account. What is told by time is reported, for somebody to look at:
 * {@code -Dtoward.test.tries=200} gives a distribution to compare.
 */
@QuarkusTest
class EnumerationTest {
    private static final Logger LOG = Logger.getLogger(EnumerationTest.class);
    private static final int TRIES = Integer.getInteger("toward.test.tries", 20);

    @Test
    void signing_in_does_not_tell_whether_an_address_is_known() {
        var ana = Person.register("Ana", "Europe/Berlin");
        compare("Sign in", () -> signIn(ana.email), () -> signIn("p." + UUID.randomUUID() + "@example.org"));
    }

    @Test
    void registering_does_not_tell_whether_an_address_is_known() {
        var ana = Person.register("Ana", "Europe/Berlin");
        compare("Register", () -> register(ana.email), () -> register("p." + UUID.randomUUID() + "@example.org"));
    }

    private static void compare(String what, Supplier<Response> known, Supplier<Response> unknown) {
        long[] knownNanos = new long[TRIES];
        long[] unknownNanos = new long[TRIES];
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < TRIES; i++) {
            knownNanos[i] = timed(known, answers);
            unknownNanos[i] = timed(unknown, answers);
        }
        LOG.infof("%s, known:   %s", what, distribution(knownNanos));
        LOG.infof("%s, unknown: %s", what, distribution(unknownNanos));
        assertThat(answers).hasSize(1);
    }

    private static long timed(Supplier<Response> call, Set<String> answers) {
        long start = System.nanoTime();
        Response response = call.get();
        long nanos = System.nanoTime() - start;
        answers.add(answer(response));
        return nanos;
    }

    /** Status, headers and body, but for the address that the caller sent and what is random in every answer. */
    private static String answer(Response response) {
        String headers = response.headers().asList().stream()
                .filter(header -> !List.of("X-Request-Id", "ETag").contains(header.getName()))
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
        return response.statusCode() + "\n" + headers + "\n"
                + response.asString().replaceAll("p\\.[0-9a-f-]{36}@", "somebody@");
    }

    private static String distribution(long[] nanos) {
        long[] sorted = LongStream.of(nanos).sorted().toArray();
        return List.of(0.05, 0.25, 0.5, 0.75, 0.95).stream()
                .map(q -> "p" + Math.round(q * 100) + " "
                        + TimeUnit.NANOSECONDS.toMicros(sorted[(int) (q * (sorted.length - 1))]) / 1000.0 + " ms")
                .collect(Collectors.joining(", "));
    }

    private static Response signIn(String email) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", "not her password"))
                .post("/v1/sessions");
    }

    private static Response register(String email) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "email", email, "password", Person.PASSWORD, "displayName", "Ana", "timeZone", "Europe/Berlin"))
                .post("/v1/accounts");
    }
}
