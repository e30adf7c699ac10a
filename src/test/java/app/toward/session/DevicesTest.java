package app.toward.session;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person sees their signed-in devices, and ends each of them. */
@QuarkusTest
@ExtendWith(TestClock.class)
class DevicesTest {
    @Inject
    DataSource database;

    private static final String FIREFOX = "Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0";

    @Test
    void devices_are_listed_newest_first_and_the_asking_one_is_marked() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var phone = signIn(ana, "Phone");
        TestClock.pass(Duration.ofMinutes(1));
        var laptop = signIn(ana, null);
        as(phone)
                .get("/v1/sessions")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.id", equalTo(List.of(laptop.get("sessionId"), phone.get("sessionId"))))
                .body("items.label", equalTo(List.of("Firefox on Android", "Phone")))
                .body("items.current", equalTo(List.of(false, true)))
                .body("items[0].createdAt", notNullValue())
                .body("items[0].lastUsedAt", nullValue());
    }

    @Test
    void an_account_has_a_hundred_devices_and_another_one_ends_the_one_unused_for_longest() throws Exception {
        var ana = Person.register("Ana", "Europe/Berlin");
        var phone = signIn(ana, "Phone");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("insert into session select gen_random_uuid(), " + columns(connection)
                    + " from session, generate_series(1, 120) where id = '" + phone.get("sessionId") + "'");
        }
        TestClock.pass(Duration.ofMinutes(1));
        as(phone).get("/v1/sessions").then().statusCode(200);
        var laptop = signIn(ana, "Laptop");
        List<String> labels =
                as(laptop).get("/v1/sessions?limit=200").then().extract().path("items.label");
        assertThat(labels).hasSize(100).startsWith("Laptop");
    }

    private static String columns(java.sql.Connection connection) throws java.sql.SQLException {
        try (var columns = connection.getMetaData().getColumns(null, "public", "session", null)) {
            var names = new java.util.ArrayList<String>();
            while (columns.next()) {
                names.add(columns.getString("COLUMN_NAME"));
            }
            assertThat(names.remove(0)).isEqualTo("id");
            return String.join(", ", names);
        }
    }

    @Test
    void the_list_has_pages() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var phone = signIn(ana, "Phone");
        signIn(ana, "Laptop");
        String next = as(phone)
                .get("/v1/sessions?limit=1")
                .then()
                .body("items.label", equalTo(List.of("Laptop")))
                .extract()
                .path("next");
        as(phone)
                .queryParam("after", next)
                .get("/v1/sessions")
                .then()
                .body("items.label", equalTo(List.of("Phone")))
                .body("next", nullValue());
    }

    @Test
    void a_session_that_has_run_out_is_not_listed() {
        var ana = Person.register("Ana", "Europe/Berlin");
        signIn(ana, "Old");
        TestClock.pass(Duration.ofDays(31));
        as(signIn(ana, "New")).get("/v1/sessions").then().body("items.label", equalTo(List.of("New")));
    }

    @Test
    void when_a_device_was_last_used_is_known_to_the_hour_and_costs_no_write() {
        TestClock.set(Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofMinutes(10)));
        Instant hour = TestClock.now().truncatedTo(ChronoUnit.HOURS);
        var ana = Person.register("Ana", "Europe/Berlin");
        var phone = signIn(ana, "Phone");
        TestClock.pass(Duration.ofMinutes(3));
        ana.get("/v1/me");
        details(phone, phone).statusCode(200).body("lastUsedAt", equalTo(wire(hour)));
        TestClock.pass(Duration.ofHours(2));
        var refreshed = refresh(phone);
        details(signIn(ana, "Laptop"), refreshed)
                .statusCode(200)
                .body("lastUsedAt", equalTo(wire(hour.plus(Duration.ofHours(2)))))
                .body("client", equalTo("Firefox on Android"))
                .body("label", equalTo("Phone"))
                .body("current", equalTo(false));
    }

    @Test
    void the_details_need_a_password_of_the_last_five_minutes() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var phone = signIn(ana, "Phone");
        TestClock.pass(Duration.ofMinutes(5).minusSeconds(60));
        details(phone, phone).statusCode(200);
        TestClock.pass(Duration.ofSeconds(61));
        details(phone, phone).statusCode(403).body("code", equalTo("confirmation_needed"));

        confirm(phone, "not her password").statusCode(403).body("code", equalTo("wrong_password"));
        details(phone, phone).statusCode(403);

        confirm(phone, Person.PASSWORD).statusCode(204);
        details(phone, phone).statusCode(200);
        TestClock.pass(Duration.ofMinutes(5));
        details(refreshed(phone), phone).statusCode(403).body("code", equalTo("confirmation_needed"));
    }

    @Test
    void a_password_given_on_one_device_counts_for_no_other() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var phone = signIn(ana, "Phone");
        TestClock.pass(Duration.ofMinutes(6));
        signIn(ana, "Laptop");
        details(phone, phone).statusCode(403);
    }

    @Test
    void ending_a_device_counts_on_its_next_request() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var phone = signIn(ana, "Phone");
        var lost = signIn(ana, "Lost");
        as(phone).delete("/v1/sessions/{id}", lost.get("sessionId")).then().statusCode(204);
        as(lost).get("/v1/me").then().statusCode(401);
        as(phone).get("/v1/me").then().statusCode(200);
        as(phone).delete("/v1/sessions/{id}", lost.get("sessionId")).then().statusCode(404);
    }

    @Test
    void nobody_ends_or_reads_the_device_of_another() {
        var ana = signIn(Person.register("Ana", "Europe/Berlin"), "Phone");
        var ben = signIn(Person.register("Ben", "Europe/Berlin"), "Phone");
        as(ben).delete("/v1/sessions/{id}", ana.get("sessionId")).then().statusCode(404);
        details(ben, ana).statusCode(404);
        as(ana).get("/v1/me").then().statusCode(200);
    }

    @Test
    void all_other_devices_are_ended_at_once() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var ben = signIn(Person.register("Ben", "Europe/Berlin"), "Phone");
        var phone = signIn(ana, "Phone");
        var laptop = signIn(ana, "Laptop");
        var tablet = signIn(ana, "Tablet");
        as(phone).delete("/v1/sessions").then().statusCode(204);
        as(laptop).get("/v1/me").then().statusCode(401);
        as(tablet).get("/v1/me").then().statusCode(401);
        as(phone).get("/v1/me").then().statusCode(200);
        as(ben).get("/v1/me").then().statusCode(200);
        as(phone).delete("/v1/sessions").then().statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Mobile Safari/604"
                        + "|Safari on iPhone",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537 Chrome/140 Safari/537 Edg/140|Edge on Windows",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
                        + "|Chrome on Linux",
                "okhttp/4.12|An app",
                "Toward/3 CFNetwork/1490 Darwin/23|An app on Apple",
                "curl/8.5|curl",
                "something of its own|null",
                "null|null"
            })
    void a_device_is_named_roughly(String userAgent, String name) {
        assertThat(ClientName.of(userAgent)).isEqualTo(name);
    }

    private static Map<String, String> signIn(Person person, @Nullable String label) {
        Map<String, String> device = label == null
                ? Map.of("email", person.email, "password", Person.PASSWORD)
                : Map.of("email", person.email, "password", Person.PASSWORD, "label", label);
        return given().contentType(ContentType.JSON)
                .header("User-Agent", FIREFOX)
                .body(device)
                .post("/v1/sessions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getMap("");
    }

    private static Map<String, String> refresh(Map<String, String> device) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", device.get("refreshToken")))
                .post("/v1/sessions/refresh")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");
    }

    private static Map<String, String> refreshed(Map<String, String> device) {
        var next = refresh(device);
        assertThat(next).extractingByKey("sessionId").isEqualTo(device.get("sessionId"));
        return next;
    }

    private static RequestSpecification as(Map<String, String> device) {
        return given().auth().oauth2(device.get("accessToken"));
    }

    private static ValidatableResponse details(Map<String, String> asking, Map<String, String> device) {
        return as(asking).get("/v1/sessions/{id}", device.get("sessionId")).then();
    }

    private static ValidatableResponse confirm(Map<String, String> device, String password) {
        return as(device)
                .contentType(ContentType.JSON)
                .body(Map.of("password", password))
                .post("/v1/sessions/current/confirmation")
                .then();
    }

    private static String wire(Instant instant) {
        return instant.toString().replace("Z", ".000Z");
    }
}
