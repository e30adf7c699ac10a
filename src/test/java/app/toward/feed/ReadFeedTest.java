package app.toward.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import app.toward.Couple;
import app.toward.Eventually;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(TestClock.class)
class ReadFeedTest {
    @Inject
    ForgetDeletions forgetDeletions;

    @Inject
    EntityManager database;

    @Test
    void it_shows_each_kind_of_thing_as_its_own_path_does() {
        var couple = Couple.together();
        Person ana = couple.ana();
        String invitation =
                ana.post("/v1/invitations", Map.of("kind", "other")).extract().path("id");
        String bid = log(couple, ana, UUID.randomUUID());
        ana.patch(couple.path("/bid-settings"), Map.of("awaiting", false)).statusCode(200);
        ana.patch("/v1/me", Map.of("locale", "de")).statusCode(200);
        String onDemand = ana.post(couple.path("/check-ins"), Map.of("template", "after_conflict"))
                .statusCode(201)
                .extract()
                .path("id");
        String daily = answered(couple, ana, "private");
        String template = couple.walks(ana, Map.of());
        var device = new Device(ana);
        device.catchUp(50);
        String p = couple.partnership();
        String me = ana.get("/v1/me").extract().path("id");
        assertThat(device.things)
                .containsEntry(List.of("bid", p, bid), read(ana, couple.path("/bids/" + bid)))
                .containsEntry(List.of("bid_settings", p, p), read(ana, couple.path("/bid-settings")))
                .containsEntry(List.of("check_in", p, daily), read(ana, couple.path("/check-ins/" + daily)))
                .containsEntry(List.of("check_in", p, onDemand), read(ana, couple.path("/check-ins/" + onDemand)))
                .containsEntry(List.of("template", p, template), read(ana, couple.path("/templates/" + template)))
                .containsEntry(List.of("partnership", "null", p), read(ana, couple.path("")))
                .containsEntry(List.of("invitation", "null", invitation), read(ana, "/v1/invitations/" + invitation))
                .containsEntry(List.of("me", "null", me), read(ana, "/v1/me"));
        assertThat(device.catchUp(50)).as("it is at the end").isZero();
    }

    @Test
    void page_by_page_each_thing_comes_once_and_the_link_leads_on() {
        var couple = Couple.together();
        for (int i = 0; i < 5; i++) {
            log(couple, couple.ben(), UUID.randomUUID());
        }
        var first = couple.ana().get("/v1/feed?limit=2").statusCode(200).header("Link", containsString("rel=\"next\""));
        String link = first.extract().header("Link").replaceAll("<(.*)>.*", "$1");
        couple.ana().get(link).body("hasMore", equalTo(true));
        var device = new Device(couple.ana());
        var seen = new HashSet<Object>();
        boolean hasMore = true;
        int items = 0;
        while (hasMore) {
            var page = device.readPage(1);
            seen.addAll(page.getList("items.id"));
            items += page.getList("items").size();
            hasMore = page.getBoolean("hasMore");
        }
        assertThat(items)
                .isEqualTo(seen.size())
                .isEqualTo(Device.fresh(couple.ana()).size());
        assertThat(couple.ana()
                        .get("/v1/feed?after=" + device.cursor())
                        .extract()
                        .header("Link"))
                .isNull();
    }

    @Test
    void what_is_withdrawn_is_a_deletion_for_who_had_it_and_nothing_for_who_starts() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), UUID.randomUUID());
        var phone = new Device(couple.ben());
        phone.catchUp(50);
        couple.ana().delete(couple.path("/bids/" + bid)).statusCode(204);
        couple.ben()
                .get("/v1/feed?after=" + phone.cursor())
                .body("items.size()", equalTo(1))
                .body("items[0].op", equalTo("delete"))
                .body("items[0].id", equalTo(bid))
                .body("items[0].partnership", equalTo(couple.partnership()));
        couple.ben().get("/v1/feed").body("items.findAll { it.op == 'delete' }.size()", equalTo(0));
    }

    @Test
    void what_changes_while_it_is_read_page_by_page_is_not_lost() {
        var couple = Couple.together();
        String first = log(couple, couple.ana(), UUID.randomUUID());
        String second = log(couple, couple.ana(), UUID.randomUUID());
        var phone = new Device(couple.ana());
        while (!phone.things.containsKey(List.of("bid", couple.partnership(), first))) {
            phone.readPage(1);
        }
        couple.ana()
                .patch(couple.path("/bids/" + first), Map.of("cue", "again"))
                .statusCode(200);
        couple.ana().delete(couple.path("/bids/" + second)).statusCode(204);
        phone.catchUp(1);
        assertThat(phone.things).isEqualTo(Device.fresh(couple.ana()));
    }

    @Test
    void one_id_in_two_partnerships_is_two_things() {
        var couple = Couple.together();
        var other = Couple.of(couple.ana(), Person.stranger());
        UUID id = UUID.randomUUID();
        log(couple, couple.ana(), id);
        log(other, other.ana(), id);
        couple.ana().delete(couple.path("/bids/" + id)).statusCode(204);
        assertThat(Device.fresh(couple.ana()))
                .containsKey(List.of("bid", other.partnership(), id.toString()))
                .doesNotContainKey(List.of("bid", couple.partnership(), id.toString()));
    }

    @Test
    void a_cursor_is_its_accounts_own_and_tells_nothing() {
        var couple = Couple.together();
        var ana = new Device(couple.ana());
        ana.catchUp(50);
        String cursor = String.valueOf(ana.cursor());
        couple.ben().get("/v1/feed?after=" + cursor).statusCode(400);
        String bent = (cursor.charAt(0) == 'A' ? "B" : "A") + cursor.substring(1);
        couple.ana().get("/v1/feed?after=" + bent).statusCode(400).body("code", equalTo("invalid_request"));
        couple.ana().get("/v1/feed?limit=0").statusCode(400);
        couple.ana().get("/v1/feed?limit=201").statusCode(400);
        log(couple, couple.ana(), UUID.randomUUID());
        ana.catchUp(50);
        String next = String.valueOf(ana.cursor());
        assertThat(IntStream.range(0, next.length()).filter(i -> next.charAt(i) == cursor.charAt(i)))
                .as("positions that are one apart have nothing in common but by chance")
                .hasSizeLessThan(12);
    }

    @Test
    void a_cursor_from_before_a_deletion_that_is_forgotten_starts_over() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), UUID.randomUUID());
        var away = new Device(couple.ben());
        away.catchUp(50);
        couple.ana().delete(couple.path("/bids/" + bid)).statusCode(204);
        var there = new Device(couple.ben());
        there.readPage(1);
        TestClock.pass(ForgetDeletions.KEPT.minus(Duration.ofHours(1)));
        forgetDeletions.forget();
        couple.ben().get("/v1/feed?after=" + away.cursor()).statusCode(200);
        TestClock.pass(Duration.ofHours(2));
        forgetDeletions.forget();
        couple.ben().get("/v1/feed?after=" + away.cursor()).statusCode(410).body("code", equalTo("cursor_expired"));
        assertThat(there.catchUp(50)).as("who started after it goes on").isZero();
    }

    @Test
    void a_page_can_be_revalidated_until_something_changes() {
        var couple = Couple.together();
        var phone = new Device(couple.ben());
        phone.catchUp(50);
        String path = "/v1/feed?after=" + phone.cursor();
        String tag = couple.ben().get(path).extract().header("ETag");
        couple.ben().request().header("If-None-Match", tag).get(path).then().statusCode(304);
        log(couple, couple.ana(), UUID.randomUUID());
        couple.ben().request().header("If-None-Match", tag).get(path).then().statusCode(200);
    }

    @Test
    void another_name_reaches_the_partner_and_another_language_does_not() {
        var couple = Couple.together();
        var phone = new Device(couple.ben());
        phone.catchUp(50);
        couple.ana().patch("/v1/me", Map.of("locale", "de")).statusCode(200);
        assertThat(phone.catchUp(50)).isZero();
        couple.ana().patch("/v1/me", Map.of("displayName", "Anna")).statusCode(200);
        assertThat(phone.catchUp(50)).isEqualTo(1);
        assertThat(String.valueOf(phone.things.get(List.of("partnership", "null", couple.partnership()))))
                .contains("Anna");
    }

    @Test
    void what_an_end_puts_out_of_sight_is_a_deletion_and_is_forgotten_like_any_other() {
        var couple = Couple.together();
        String hers = log(couple, couple.ana(), UUID.randomUUID());
        log(couple, couple.ben(), UUID.randomUUID());
        couple.ben()
                .post(couple.path("/check-ins"), Map.of("template", "after_conflict"))
                .statusCode(201);
        couple.walks(couple.ben(), Map.of());
        couple.ben().patch(couple.path(""), Map.of("state", "ended")).statusCode(200);
        assertThat(told(couple)).as("her bid and the partnership").isEqualTo(2);
        assertThat(gone(couple)).isEqualTo(3);
        assertThat(Device.fresh(couple.ana())).containsKey(List.of("bid", couple.partnership(), hers));
        TestClock.pass(ForgetDeletions.KEPT.plusDays(1));
        Eventually.holds("they are forgotten", () -> {
            forgetDeletions.forget();
            return gone(couple) == 0;
        });
    }

    private long told(Couple couple) {
        return entries(couple, "not is_gone");
    }

    private long gone(Couple couple) {
        return entries(couple, "is_gone");
    }

    /** What Ana's feed has of the partnership. */
    private long entries(Couple couple, String condition) {
        return (long) database.createNativeQuery("select count(*) from feed_entry where " + condition
                        + " and account_id = :account and :partnership in (partnership_id, thing_id)")
                .setParameter(
                        "account",
                        UUID.fromString(couple.ana().get("/v1/me").extract().path("id")))
                .setParameter("partnership", UUID.fromString(couple.partnership()))
                .getSingleResult();
    }

    private static Map<String, Object> read(Person person, String path) {
        return person.get(path).statusCode(200).extract().jsonPath().getMap("");
    }

    static String log(Couple couple, Person by, UUID id) {
        return couple.bid(by, Map.of("id", id));
    }

    static String answered(Couple couple, Person by, String visibility) {
        String round = couple.round("daily");
        couple.answer(by, round, visibility).statusCode(200);
        return round;
    }
}
