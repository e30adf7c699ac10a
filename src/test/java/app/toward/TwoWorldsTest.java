package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing hidden can be inferred: what one member does in secret changes no byte of anything that the other can read.
 * The two worlds are the same one, at one instant, before and after.
 */
@QuarkusTest
@ExtendWith(TestClock.class)
class TwoWorldsTest {
    /** What each query parameter is asked with. One that is not here is an offence of the test below. */
    private static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("limit", List.of("1", "200")),
            Map.entry("after", List.of("none")),
            Map.entry("from", List.of("2020-01-01T00:00:00Z", "2026-01-01")),
            Map.entry("to", List.of("2100-01-01T00:00:00Z", "2100-01-01")),
            Map.entry("kind", List.of("conversation", "play")),
            Map.entry("channel", List.of("in_person", "call")),
            Map.entry("bidder", List.of("me", "partner")),
            Map.entry("response", List.of("noticed", "turned_toward", "missed")),
            Map.entry("awaiting", List.of("me")),
            Map.entry("q", List.of("secret", "-secret")),
            Map.entry("bucket", List.of("day", "week", "month")),
            Map.entry("theme", List.of("dark")),
            Map.entry("perspective", List.of("mine", "partner_visible")),
            Map.entry("version", List.of("1")));

    /** Something that Ana does and Ben must not be able to notice. */
    interface Secret {
        void happens(Person ana, World world);
    }

    static Stream<Arguments> secrets() {
        return Stream.of(
                secret(
                        "the bidder says how the receiver met the bid",
                        (ana, world) -> ana.put(
                                        world.path("/bids/{bid}/perspective"),
                                        Map.of("response", "missed", "note", "secret", "noteShared", true))
                                .statusCode(200)),
                secret(
                        "she wants no list of what she has not responded to",
                        (ana, world) -> ana.patch(world.path("/bid-settings"), Map.of("awaiting", false))
                                .statusCode(200)),
                secret(
                        "she has a name of her own for him",
                        (ana, world) -> ana.patch(world.couple().path(""), Map.of("nickname", "secret"))
                                .statusCode(200)),
                secret("she shares her answer", (ana, world) -> answer(ana, world, "shared")),
                secret("she answers for herself alone", (ana, world) -> answer(ana, world, "private")),
                secret("she looks at another round before she answers", (ana, world) -> {
                    ana.post(world.path("/check-ins"), Map.of("template", "weekly"))
                            .statusCode(200);
                    answer(ana, world, "private");
                }),
                secret("she answers, thinks better of it, and shares again", (ana, world) -> {
                    answer(ana, world, "shared");
                    ana.delete(world.path("/check-ins/{checkIn}/answer")).statusCode(204);
                    answer(ana, world, "private");
                    answer(ana, world, "shared");
                }));
    }

    private static void answer(Person ana, World world, String visibility) {
        world.couple().answer(ana, world.id("checkIn"), visibility).statusCode(200);
    }

    /** What she writes while he pauses the partnership is hers alone; so it stays when it goes on. */
    static Stream<Arguments> secretsOfAPause() {
        return Stream.of(
                secret("she logs a bid that she made", (ana, world) -> log(ana, world, "me")),
                secret("she logs a bid that he made", (ana, world) -> log(ana, world, "partner")),
                secret(
                        "she responds to his bid, and shares a note",
                        (ana, world) -> ana.put(
                                        world.path("/bids/{bid}/perspective"),
                                        Map.of("response", "noticed", "note", "secret", "noteShared", true))
                                .statusCode(200)),
                secret("she answers for herself alone", (ana, world) -> answer(ana, world, "private")),
                secret(
                        "she wants no list of what she has not responded to",
                        (ana, world) -> ana.patch(world.path("/bid-settings"), Map.of("awaiting", false))
                                .statusCode(200)),
                secret(
                        "she has a name of her own for him",
                        (ana, world) -> ana.patch(world.couple().path(""), Map.of("nickname", "secret"))
                                .statusCode(200)));
    }

    private static Arguments secret(String what, Secret secret) {
        return Arguments.of(what, secret);
    }

    private static void log(Person ana, World world, String bidder) {
        world.couple()
                .bid(ana, Map.of("bidder", bidder, "cue", "secret", "perspective", Map.of("response", "noticed")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("secrets")
    void the_partner_sees_the_same_bytes(String what, Secret secret) {
        assertIsSecret(secret, World.of(Couple.together()));
    }

    @ParameterizedTest(name = "in a pause {0}")
    @MethodSource("secretsOfAPause")
    void in_a_pause_the_partner_sees_the_same_bytes(String what, Secret secret) {
        // Ben made the bid, so that Ana can respond to it.
        var world = World.of(Couple.together(), Couple::ben);
        var ben = world.couple().ben();
        become(ben, world, "paused");
        assertIsSecret(secret, world);
        List<Object> before = bidsSeenBy(ben, world);
        become(ben, world, "active");
        assertThat(everythingSeenBy(ben, world).values().toString()).doesNotContain("secret");
        assertThat(bidsSeenBy(ben, world)).isEqualTo(before);
    }

    private static void become(Person person, World world, String state) {
        person.patch(world.couple().path(""), Map.of("state", state)).statusCode(200);
    }

    private static List<Object> bidsSeenBy(Person person, World world) {
        return person.get(world.path("/bids")).extract().jsonPath().getList("items");
    }

    private static void assertIsSecret(Secret secret, World world) {
        TestClock.freeze();
        Map<String, String> before = everythingSeenBy(world.couple().ben(), world);
        Map<String, String> hers = everythingSeenBy(world.couple().ana(), world);
        secret.happens(world.couple().ana(), world);
        assertThat(everythingSeenBy(world.couple().ana(), world))
                .as("it did happen, for the one who did it")
                .isNotEqualTo(hers);
        assertThat(everythingSeenBy(world.couple().ben(), world)).isEqualTo(before);
    }

    /** The first that he hears is what he does himself afterwards. */
    private static void assertIsNotHeard(Secret secret, World world) throws Exception {
        var ben = world.couple().ben();
        String cursor = ben.get("/v1/feed?limit=200").extract().path("cursor");
        try (Listener open =
                Listener.of(ben, RestAssured.port, "?after=" + cursor).opened()) {
            secret.happens(world.couple().ana(), world);
            ben.patch("/v1/me", Map.of("locale", "de")).statusCode(200);
            assertThat(open.next().data()).contains("\"kind\":\"me\"");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("secrets")
    void no_open_stream_hears_of_it(String what, Secret secret) throws Exception {
        assertIsNotHeard(secret, World.of(Couple.together()));
    }

    @ParameterizedTest(name = "in a pause {0}")
    @MethodSource("secretsOfAPause")
    void in_a_pause_no_open_stream_hears_of_it(String what, Secret secret) throws Exception {
        var world = World.of(Couple.together(), Couple::ben);
        become(world.couple().ben(), world, "paused");
        assertIsNotHeard(secret, world);
    }

    @Test
    void every_query_parameter_of_a_read_is_asked() {
        assertThat(Contract.operations()
                        .filter(Contract.Operation::isRead)
                        .flatMap(operation -> operation.parameters().stream())
                        .filter(parameter -> "query".equals(parameter.get("in")))
                        .map(parameter -> parameter.get("name")))
                .isSubsetOf(VALUES.keySet());
    }

    private static Map<String, String> everythingSeenBy(Person person, World world) {
        var seen = new TreeMap<String, String>();
        Contract.operations().filter(Contract.Operation::isRead).forEach(operation -> {
            seen.put(operation.id(), shown(world.call(operation, person)));
            asked(operation)
                    .forEach(query -> seen.put(
                            operation.id() + query,
                            shown(person.request().get(World.path(operation, world.ids()) + query))));
        });
        return seen;
    }

    /** A fault of the server is the same in all worlds, and would prove nothing. */
    private static String shown(Response response) {
        assertThat(response.statusCode()).isLessThan(500);
        return Shown.by(response);
    }

    /** The operation with each of its query parameters, at each value that could tell something. */
    static Stream<String> asked(Contract.Operation operation) {
        return operation.parameters().stream()
                .filter(parameter -> "query".equals(parameter.get("in")))
                .flatMap(parameter -> VALUES.getOrDefault(parameter.get("name"), List.of()).stream()
                        .map(value -> "?" + parameter.get("name") + "=" + value));
    }
}
