package app.toward.account;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nobody finds out whether an address has an account. What is told by time is written to {@code target/enumeration.md},
 * for somebody to look at: {@code -Dtoward.test.tries=200} gives a distribution to compare.
 */
@QuarkusTest
class EnumerationTest {
    private static final int TRIES = Integer.getInteger("toward.test.tries", 20);
    private static final List<Double> QUANTILES = List.of(0.05, 0.25, 0.5, 0.75, 0.95);
    private static final Path REPORT = Path.of("target", "enumeration.md");

    @BeforeAll
    static void begin_the_report_anew() throws IOException {
        Files.deleteIfExists(REPORT);
    }

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

    @Test
    void asking_for_a_new_password_does_not_tell_whether_an_address_is_known() {
        var ana = Person.register("Ana", "Europe/Berlin");
        compare(
                "Ask for a new password",
                () -> reset(ana.email),
                () -> reset("p." + UUID.randomUUID() + "@example.org"));
    }

    @Test
    void changing_the_address_does_not_tell_whether_another_is_known() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var ben = Person.register("Ben", "Europe/Berlin");
        compare(
                "Change the address",
                () -> change(ana, ben.email),
                () -> change(ana, "p." + UUID.randomUUID() + "@example.org"));
    }

    static void compare(String what, Supplier<Response> known, Supplier<Response> unknown) {
        long[] knownNanos = new long[TRIES];
        long[] unknownNanos = new long[TRIES];
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < TRIES; i++) {
            knownNanos[i] = timed(known, answers);
            unknownNanos[i] = timed(unknown, answers);
        }
        report(what, knownNanos, unknownNanos);
        assertThat(answers).hasSize(1);
    }

    private static void report(String what, long[] known, long[] unknown) {
        String head = "| call | address | tries | "
                + QUANTILES.stream().map(q -> "p" + Math.round(q * 100) + " ms").collect(Collectors.joining(" | "))
                + " |\n|---|---|" + "---|".repeat(QUANTILES.size() + 1) + "\n";
        try {
            if (!Files.exists(REPORT)) {
                Files.writeString(REPORT, head);
            }
            Files.writeString(
                    REPORT, row(what, "known", known) + row(what, "unknown", unknown), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(String what, String address, long[] nanos) {
        long[] sorted = LongStream.of(nanos).sorted().toArray();
        return "| " + what + " | " + address + " | " + TRIES + " | "
                + QUANTILES.stream()
                        .map(q -> sorted[(int) (q * (sorted.length - 1))])
                        .map(time -> String.format(Locale.ROOT, "%.1f", time / 1e6))
                        .collect(Collectors.joining(" | "))
                + " |\n";
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
                .filter(header -> !List.of("X-Request-Id", "ETag", "RateLimit").contains(header.getName()))
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
        return response.statusCode() + "\n" + headers + "\n"
                + response.asString().replaceAll("p\\.[0-9a-f-]{36}@", "somebody@");
    }

    private static Response signIn(String email) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", "not her password"))
                .post("/v1/sessions");
    }

    private static Response reset(String email) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email))
                .post("/v1/password-resets");
    }

    private static Response change(Person person, String email) {
        return person.put("/v1/me/email", Map.of("email", email)).extract().response();
    }

    private static Response register(String email) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "email", email, "password", Person.PASSWORD, "displayName", "Ana", "timeZone", "Europe/Berlin"))
                .post("/v1/accounts");
    }
}
