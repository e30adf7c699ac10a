package app.toward.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import app.toward.Api;
import app.toward.Couple;
import app.toward.Eventually;
import app.toward.Listener;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Open apps hear what changes, as it is committed. */
@QuarkusTest
@ExtendWith(TestClock.class)
class StreamTest {
    @Inject
    ForgetDeletions forgetDeletions;

    @Inject
    EntityManager database;

    @Test
    void a_write_reaches_the_partners_open_app_at_once() throws Exception {
        var couple = Couple.together();
        try (Listener ben = listen(couple.ben(), "?after=" + end(couple.ben()))) {
            Instant before = Instant.now();
            String bid = ReadFeedTest.log(couple, couple.ana(), UUID.randomUUID());
            Listener.Event heard = ben.next();
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(1));
            assertThat(heard.name()).isEqualTo("change");
            assertThat(heard.data()).contains(bid).contains("\"op\":\"upsert\"");
            couple.ben().get("/v1/feed?after=" + heard.id()).body("items.size()", equalTo(0));
        }
    }

    @Test
    void it_goes_on_where_the_client_stopped_without_loss_or_doubling() throws Exception {
        var couple = Couple.together();
        List<String> logged = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        String after = end(couple.ben());
        String last = after;
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 30; i++) {
                logged.add(ReadFeedTest.log(couple, couple.ana(), UUID.randomUUID()));
            }
            try (Listener ben = Listener.open(
                    RestAssured.port,
                    "?after=" + after,
                    "Authorization",
                    "Bearer " + couple.ben().accessToken(),
                    "Last-Event-ID",
                    last)) {
                for (int i = 0; i < 25; i++) {
                    Listener.Event event = ben.next();
                    heard.add(idOf(event));
                    last = event.id();
                }
            }
        }
        try (Listener ben = listen(couple.ben(), "?after=" + last)) {
            while (heard.size() < logged.size()) {
                heard.add(idOf(ben.next()));
            }
        }
        assertThat(heard).isEqualTo(logged);
    }

    @Test
    void without_a_cursor_it_starts_with_everything() throws Exception {
        var couple = Couple.together();
        String bid = ReadFeedTest.log(couple, couple.ana(), UUID.randomUUID());
        try (Listener ben = listen(couple.ben(), "")) {
            var heard = new HashSet<String>();
            while (!heard.contains(bid)) {
                heard.add(idOf(ben.next()));
            }
            assertThat(heard).contains(couple.partnership());
        }
    }

    @Test
    void what_one_may_not_see_is_not_heard() throws Exception {
        var couple = Couple.together();
        String bid = ReadFeedTest.log(couple, couple.ana(), UUID.randomUUID());
        try (Listener ben = listen(couple.ben(), "?after=" + end(couple.ben()))) {
            ReadFeedTest.answered(couple, couple.ana(), "shared");
            couple.ana()
                    .put(couple.path("/bids/" + bid + "/perspective"), Map.of("response", "missed"))
                    .statusCode(200);
            couple.ana()
                    .patch(couple.path("/bid-settings"), Map.of("awaiting", false))
                    .statusCode(200);
            String visible = ReadFeedTest.log(couple, couple.ana(), UUID.randomUUID());
            assertThat(idOf(ben.next())).isEqualTo(visible);
        }
    }

    @Test
    void it_ends_when_the_device_is_signed_out_and_other_devices_hear_on() throws Exception {
        var couple = Couple.together();
        String phone = couple.ben().signIn().get("accessToken");
        try (Listener kept = listen(couple.ben(), "?after=" + end(couple.ben()));
                Listener ended = Listener.open(RestAssured.port, "", "Authorization", "Bearer " + phone)) {
            kept.opened();
            ended.opened();
            Api.given()
                    .auth()
                    .oauth2(phone)
                    .delete("/v1/sessions/current")
                    .then()
                    .statusCode(204);
            Instant before = Instant.now();
            ended.awaitEnd();
            assertThat(ended.last().name()).as("nothing took its place").isEqualTo("change");
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
            assertThat(kept.hasEnded()).isFalse();
        }
    }

    @Test
    void it_ends_when_the_session_expires() throws Exception {
        var couple = Couple.together();
        try (Listener ben = listen(couple.ben(), "")) {
            ben.opened();
            TestClock.pass(Duration.ofDays(31));
            ben.awaitEnd();
        }
    }

    @Test
    void the_sixth_takes_the_place_of_the_first() throws Exception {
        var couple = Couple.together();
        List<Listener> open = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                open.add(listen(couple.ben(), "").opened());
            }
            open.get(0).awaitEnd();
            assertThat(open.get(0).last().name()).isEqualTo("replaced");
            assertThat(open.subList(1, 6)).noneMatch(Listener::hasEnded);
            open.remove(0);
            String bid = ReadFeedTest.log(couple, couple.ana(), UUID.randomUUID());
            for (Listener each : open) {
                while (!each.next().data().contains(bid)) {
                    assertThat(each.hasEnded()).isFalse();
                }
            }
        } finally {
            open.forEach(Listener::close);
        }
    }

    @Test
    void a_ticket_opens_one_stream_once() throws Exception {
        var couple = Couple.together();
        String ticket = ticket(couple.ben());
        try (Listener ben = Listener.open(RestAssured.port, "?ticket=" + ticket).opened()) {
            assertThat(Listener.open(RestAssured.port, "?ticket=" + ticket).status())
                    .isEqualTo(401);
            String bid = ReadFeedTest.log(couple, couple.ana(), UUID.randomUUID());
            while (!ben.next().data().contains(bid)) {
                assertThat(ben.hasEnded()).isFalse();
            }
        }
        Api.given()
                .get("/v1/feed/events?ticket=" + ticket)
                .then()
                .statusCode(401)
                .body("code", equalTo("invalid_ticket"))
                .body("instance", equalTo("/v1/feed/events"));
    }

    @Test
    void a_ticket_lasts_for_half_a_minute_and_no_longer_than_its_session() {
        var couple = Couple.together();
        TestClock.freeze();
        String old = ticket(couple.ben());
        TestClock.pass(Duration.ofSeconds(30));
        Api.given().get("/v1/feed/events?ticket=" + old).then().statusCode(401);
        String signedOut = ticket(couple.ben());
        couple.ben().delete("/v1/sessions/current").statusCode(204);
        Api.given().get("/v1/feed/events?ticket=" + signedOut).then().statusCode(401);
        Api.given().get("/v1/feed/events?ticket=").then().statusCode(401);
    }

    @Test
    void a_cursor_that_is_too_old_is_told_so_and_gets_everything() throws Exception {
        var couple = Couple.together();
        String gone = ReadFeedTest.log(couple, couple.ana(), UUID.randomUUID());
        String after = end(couple.ben());
        couple.ana().delete(couple.path("/bids/" + gone)).statusCode(204);
        TestClock.pass(ForgetDeletions.KEPT.plusDays(1));
        forgetDeletions.forget();
        try (Listener ben = listen(couple.ben(), "?after=" + after)) {
            assertThat(ben.next().name()).isEqualTo("resync");
            assertThat(idOf(ben.next())).isEqualTo(couple.partnership());
        }
    }

    @Test
    void a_cursor_of_another_is_refused() throws Exception {
        var couple = Couple.together();
        assertThat(listen(couple.ben(), "?after=" + end(couple.ana())).status()).isEqualTo(400);
    }

    @Test
    void who_hears_nothing_new_hears_that_the_line_is_not_dead() throws Exception {
        var couple = Couple.together();
        try (Listener ben = listen(couple.ben(), "?after=" + end(couple.ben())).opened()) {
            Instant deadline = Instant.now().plusSeconds(20);
            while (ben.comments() < 3) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void it_is_kept_nowhere_on_its_way() throws Exception {
        var couple = Couple.together();
        var response = new java.net.URL(
                        "http://127.0.0.1:" + RestAssured.port + "/v1/feed/events?ticket=" + ticket(couple.ben()))
                .openConnection();
        assertThat(response.getHeaderField("Content-Type")).startsWith("text/event-stream");
        assertThat(response.getHeaderField("Cache-Control")).contains("no-store");
        response.getInputStream().close();
    }

    @Test
    void it_survives_that_its_process_was_taken_for_dead() throws Exception {
        var couple = Couple.together();
        try (Listener ben = listen(couple.ben(), "?after=" + end(couple.ben())).opened()) {
            QuarkusTransaction.requiringNew()
                    .run(() -> database.createNativeQuery("delete from feed_replica")
                            .executeUpdate());
            Eventually.holds(
                    "it is known again",
                    () -> !database.createNativeQuery("select 1 from feed_stream")
                            .getResultList()
                            .isEmpty());
            String bid = ReadFeedTest.log(couple, couple.ana(), UUID.randomUUID());
            assertThat(idOf(ben.next())).isEqualTo(bid);
            assertThat(ben.hasEnded()).isFalse();
        }
    }

    private static Listener listen(Person person, String query) {
        return Listener.of(person, RestAssured.port, query);
    }

    private static String ticket(Person person) {
        return person.post("/v1/feed/tickets", Map.of())
                .statusCode(201)
                .extract()
                .path("ticket");
    }

    private static String end(Person person) {
        var device = new Device(person);
        device.catchUp(200);
        return String.valueOf(device.cursor());
    }

    private static String idOf(Listener.Event event) {
        return event.data().replaceAll(".*?\"id\":\"([^\"]*)\".*", "$1");
    }
}
