package app.toward;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be accepted gets a problem document that names the cause, and changes nothing. */
@QuarkusTest
class BadInputTest {
    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("malformed JSON", "{\"kind\": ", 400, "malformed_json", null),
                Arguments.of("no JSON at all", "", 400, "invalid_request", ""),
                Arguments.of("null for the whole", "null", 400, "invalid_request", ""),
                Arguments.of("an array for an object", "[]", 400, "malformed_json", null),
                Arguments.of("something after the end", "{\"kind\": \"other\"} {}", 400, "malformed_json", null),
                Arguments.of(
                        "a field twice", "{\"kind\": \"other\", \"kind\": \"family\"}", 400, "malformed_json", null),
                Arguments.of("an unknown field", "{\"kind\": \"other\", \"a/b\": 1}", 400, "invalid_request", "/a~1b"),
                Arguments.of("a wrong type", "{\"kind\": {}}", 400, "invalid_request", "/kind"),
                Arguments.of("a number for an enum", "{\"kind\": 0}", 400, "invalid_request", "/kind"),
                Arguments.of("an unknown value", "{\"kind\": \"colleagues\"}", 400, "invalid_request", "/kind"),
                Arguments.of("a missing field", "{}", 400, "invalid_request", "/kind"),
                Arguments.of(
                        "an id that is none", "{\"kind\": \"other\", \"id\": \"7\"}", 400, "invalid_request", "/id"),
                Arguments.of("an empty id", "{\"kind\": \"other\", \"id\": \"\"}", 400, "invalid_request", "/id"),
                Arguments.of("U+0000", "{\"kind\": \"\\u0000\"}", 400, "invalid_request", "/kind"),
                Arguments.of(
                        "10,000 levels of nesting",
                        "{\"kind\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                        400,
                        "invalid_request",
                        "/kind"),
                Arguments.of(
                        "a body over 256 KiB",
                        "{\"kind\": \"" + "x".repeat(256 * 1024) + "\"}",
                        413,
                        "body_too_large",
                        null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void a_bad_body_is_refused_and_changes_nothing(String what, String body, int status, String code, String pointer) {
        var ana = Person.register("Ana", "Europe/Berlin");
        var answer = ana.request()
                .contentType(ContentType.JSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/invitations")
                .then();
        isProblem(answer, status, code);
        if (pointer != null) {
            answer.body("errors.pointer", hasItem(pointer));
        }
        ana.get("/v1/invitations").statusCode(200).body("items.size()", equalTo(0));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("U+0000", "\"a\\u0000b\""),
                Arguments.of("half of a surrogate pair", "\"a\\ud800b\""),
                Arguments.of("the other half", "\"a\\udc00\""),
                Arguments.of("a number", "7"),
                Arguments.of("nothing but blanks", "\"  \""),
                Arguments.of("too many code points", "\"" + "😀".repeat(81) + "\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void a_text_that_cannot_be_kept_is_refused_by_name(String what, String text) {
        isProblem(
                        register("{\"email\": \"a@example.org\", \"password\": \"quiet river under stone\","
                                + " \"timeZone\": \"Europe/Berlin\", \"displayName\": " + text + "}"),
                        400,
                        "invalid_request")
                .body("errors.pointer", equalTo(java.util.List.of("/displayName")));
    }

    @Test
    void every_other_text_comes_back_as_it_was_sent() {
        String name = "Zoë 👩‍👩‍👧 \u202E \u0001 ﷽ ".strip();
        var ana = Person.register(name, "Europe/Berlin");
        ana.get("/v1/me").statusCode(200).body("displayName", equalTo(name));
    }

    @Test
    void a_body_without_a_length_is_bounded_too() throws Exception {
        var client = HttpClient.newHttpClient();
        byte[] large = ("{\"email\": \"" + "x".repeat(300 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/accounts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("body_too_large");
    }

    @Test
    void a_body_that_is_too_large_is_refused_before_it_ends() throws Exception {
        String head = "POST /v1/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        String chunk = "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(300 * 1024) + "\r\n{\"email\": \"";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            byte[] begun = (head + chunk + "x".repeat(290 * 1024)).getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(begun);
            assertThat(socket.getInputStream().readNBytes("HTTP/1.1 413".length()))
                    .asString()
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"-1", "0", "201", "1e3", "many", "99999999999"})
    void a_limit_out_of_bounds_is_refused(String limit) {
        isProblem(
                        Person.stranger()
                                .request()
                                .queryParam("limit", limit)
                                .get("/v1/partnerships")
                                .then(),
                        400,
                        "invalid_request")
                .body("errors.parameter", equalTo(java.util.List.of("limit")));
    }

    @Test
    void what_is_no_utf_8_is_refused() {
        byte[] utf32 = {0, '{', 0, 0};
        isProblem(
                given().contentType(ContentType.JSON)
                        .body(utf32)
                        .post("/v1/sessions")
                        .then(),
                400,
                "malformed_json");
    }

    @Test
    void json_that_is_nested_too_deeply_is_refused_where_any_json_is_taken() {
        var couple = Couple.together();
        String path = couple.path("/bids/batch");
        isProblem(
                couple.ana()
                        .request()
                        .contentType(ContentType.JSON)
                        .body(("{\"items\": [" + "[".repeat(10_000) + "]".repeat(10_000) + "]}")
                                .getBytes(StandardCharsets.UTF_8))
                        .post(path)
                        .then(),
                400,
                "json_too_complex");
    }

    @Test
    void an_idempotency_key_that_is_only_read_as_a_uuid_is_refused() {
        isProblem(
                Person.stranger()
                        .request()
                        .header("Idempotency-Key", "1-1-1-1-1")
                        .contentType(ContentType.JSON)
                        .body("{\"kind\": \"other\"}")
                        .post("/v1/invitations")
                        .then(),
                400,
                "invalid_request");
    }

    @Test
    void a_cursor_that_was_tampered_with_or_is_of_another_list_is_refused() {
        var ana = Person.register("Ana", "Europe/Berlin");
        for (int i = 0; i < 2; i++) {
            ana.post("/v1/invitations", java.util.Map.of("kind", "other")).statusCode(201);
        }
        String cursor =
                ana.get("/v1/invitations?limit=1").statusCode(200).extract().path("next");
        ana.get("/v1/invitations?limit=1&after={c}", cursor).statusCode(200).body("next", nullValue());
        String tampered = (cursor.charAt(0) == 'A' ? "B" : "A") + cursor.substring(1);
        for (String wrong : java.util.List.of(tampered, "x", cursor + "A", "%%%")) {
            isProblem(ana.get("/v1/invitations?after={c}", wrong), 400, "invalid_request")
                    .body("errors.parameter", equalTo(java.util.List.of("after")));
        }
        isProblem(ana.get("/v1/partnerships?after={c}", cursor), 400, "invalid_request");
        isProblem(Person.stranger().get("/v1/invitations?after={c}", cursor), 400, "invalid_request");
    }

    @Test
    void a_wrong_content_type_path_method_or_accepted_type_is_named() {
        var ana = Person.register("Ana", "Europe/Berlin");
        isProblem(
                ana.request()
                        .contentType("text/plain")
                        .body("{}")
                        .post("/v1/invitations")
                        .then(),
                415,
                "unsupported_media_type");
        isProblem(ana.get("/v1/nothing/here"), 404, "not_found");
        isProblem(given().get("/nothing/here").then(), 404, "not_found");
        isProblem(ana.delete("/v1/partnerships"), 405, "method_not_allowed").header("Allow", containsString("GET"));
        isProblem(ana.request().accept("image/png").get("/v1/me").then(), 406, "not_acceptable");
        isProblem(ana.get("/v1/partnerships/not-an-id"), 404, "not_found");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "/v1/partnerships/%zz",
                "/v1/%",
                "/%2",
                "/v1/partnerships?limit=%",
                "/v1/partnerships?limit=1&after=%g0",
                "/v1/partnerships?%=1",
                "/v1/partnerships?limit=|"
            })
    void what_is_no_uri_is_refused_like_everything_else(String target) throws IOException {
        for (String method : java.util.List.of("GET", "POST", "HEAD", "OPTIONS")) {
            String answer = answerTo(method + " " + target);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("\r\ncontent-type: application/problem+json\r\n")
                    .containsIgnoringCase("\r\nx-request-id: ")
                    .containsIgnoringCase("\r\nx-content-type-options: nosniff\r\n");
            assertThat(answer.contains("\"code\":\"malformed_request\"")).isEqualTo(!method.equals("HEAD"));
        }
    }

    /** What no client of HTTP sends, byte by byte. */
    private static String answerTo(String methodAndTarget) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            String request = methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void what_is_personal_is_cached_by_nobody_else_and_what_is_public_by_everybody() {
        var ana = Person.register("Ana", "Europe/Berlin");
        ana.get("/v1/me")
                .header("Cache-Control", "private, no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
        ana.post("/v1/invitations", java.util.Map.of("kind", "other")).header("Cache-Control", "private, no-store");
        given().get("/.well-known/jwks.json").then().header("Cache-Control", containsString("max-age=300"));
    }

    @Test
    void other_origins_are_closed_out_unless_configured() {
        given().header("Origin", "https://elsewhere.example")
                .get("/.well-known/jwks.json")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void a_request_id_comes_back_and_a_strange_one_is_replaced() {
        given().header("X-Request-Id", "from-my-phone").get("/v1/me").then().header("X-Request-Id", "from-my-phone");
        given().header("X-Request-Id", "with space").get("/v1/me").then().header("X-Request-Id", not("with space"));
    }

    private static ValidatableResponse register(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/accounts")
                .then();
    }

    private static ValidatableResponse isProblem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("type", equalTo("/docs#" + code))
                .body("detail", not(containsString("app.toward")))
                .body("detail", not(containsString("java.")));
    }
}
