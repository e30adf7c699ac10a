package app.toward.bid;

import static app.toward.bid.Bids.body;
import static app.toward.bid.Bids.give;
import static app.toward.bid.Bids.id;
import static app.toward.bid.Bids.listed;
import static app.toward.bid.Bids.log;
import static app.toward.bid.Bids.says;
import static app.toward.bid.Bids.see;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changing and withdrawing a bid, and who is told. */
@QuarkusTest
@ExtendWith(TestClock.class)
class BidChangeTest {
    @Inject
    EntityManager database;

    @Test
    void who_recorded_a_bid_changes_it_by_a_merge_patch() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me", "cue", "moon", "kind", "play");
        patch(couple, couple.ana(), bid, "{\"cue\":null,\"channel\":\"call\"}", "application/merge-patch+json")
                .statusCode(200)
                .body("cue", nullValue(), "channel", equalTo("call"), "kind", equalTo("play"));
        patch(couple, couple.ana(), bid, "{\"cue\":\"stars\"}", "application/json")
                .statusCode(200);
        see(couple, couple.ben(), bid).body("cue", equalTo("stars"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'{\"kind\":null}', /kind",
                "'{\"kind\":\"dance\"}', /kind",
                "'{\"bidder\":\"partner\"}', /bidder",
                "'{\"cue\":7}', /cue",
                "'[]', ",
                "'null', ",
            })
    void a_patch_is_read_as_strictly_as_a_body(String patch, String pointer) {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        patch(couple, couple.ana(), bid, patch, "application/json")
                .statusCode(400)
                .body("errors[0].pointer", pointer == null ? nullOrAny() : equalTo(pointer));
    }

    @Test
    void nobody_changes_or_withdraws_what_the_other_recorded() {
        var couple = Couple.together();
        String bid = log(couple, couple.ben(), "partner");
        patch(couple, couple.ana(), bid, "{\"cue\":\"mine\"}", "application/json")
                .statusCode(403)
                .body("code", equalTo("recorded_by_partner"));
        withdraw(couple, couple.ana(), bid).statusCode(403);
        patch(couple, Person.stranger(), bid, "{}", "application/json").statusCode(404);
    }

    @Test
    void moving_a_bid_does_not_stand_in_the_way_of_what_the_other_said() {
        var couple = Couple.together();
        var noticedAt = TestClock.now();
        String bid = log(couple, couple.ana(), "me");
        var said = Map.<String, Object>of("response", "noticed", "noticedAt", noticedAt.toString());
        give(couple, couple.ben(), bid, said).statusCode(200);
        TestClock.pass(Duration.ofHours(2));
        move(couple, bid, noticedAt.plus(Duration.ofHours(1)).toString()).statusCode(200);
        give(couple, couple.ben(), bid, said).statusCode(200);
        give(
                        couple,
                        couple.ben(),
                        bid,
                        Map.of(
                                "response",
                                "noticed",
                                "noticedAt",
                                noticedAt.plusSeconds(1).toString()))
                .statusCode(422)
                .body("code", equalTo("noticed_before_it_occurred"));
    }

    @Test
    void an_old_bid_may_be_corrected_but_not_moved_further_back_than_it_could_be_recorded() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        var recordedAt = TestClock.now();
        TestClock.pass(Duration.ofDays(60));
        patch(couple, couple.ana(), bid, "{\"cue\":\"later thought\"}", "application/json")
                .statusCode(200);
        move(couple, bid, recordedAt.minus(Duration.ofDays(29)).toString()).statusCode(200);
        move(couple, bid, recordedAt.minus(Duration.ofDays(31)).toString())
                .statusCode(422)
                .body("code", equalTo("occurred_too_long_ago"));
    }

    @Test
    void a_withdrawn_bid_is_gone_for_both_and_does_not_come_back() {
        var couple = Couple.together();
        String bid = id();
        var body = body("me", "id", bid, "perspective", says("missed"));
        couple.ana().post(couple.path("/bids"), body).statusCode(201);
        withdraw(couple, couple.ana(), bid).statusCode(204);
        withdraw(couple, couple.ana(), bid).statusCode(204);
        withdraw(couple, couple.ben(), bid).statusCode(404);
        see(couple, couple.ana(), bid).statusCode(404);
        see(couple, couple.ben(), bid).statusCode(404);
        give(couple, couple.ben(), bid, says("noticed")).statusCode(404);
        assertThat(listed(couple, couple.ana(), "")).isEmpty();
        assertThat(listed(couple, couple.ben(), "?awaiting=me")).isEmpty();
        couple.ana().post(couple.path("/bids"), body).statusCode(409).body("code", equalTo("bid_withdrawn"));
    }

    @Test
    void what_the_other_said_of_a_withdrawn_bid_stays_theirs() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me", "cue", "moon", "perspective", says("missed"));
        give(couple, couple.ben(), bid, Map.of("response", "turned_toward", "note", "It was lovely."));
        withdraw(couple, couple.ana(), bid).statusCode(204);
        see(couple, couple.ana(), bid).statusCode(404);
        see(couple, couple.ben(), bid)
                .statusCode(200)
                .body("cue", nullValue(), "partnerPerspective", nullValue(), "withdrawnAt", notNullValue())
                .body("myPerspective.note", equalTo("It was lovely."));
        assertThat(listed(couple, couple.ben(), "")).containsExactly(bid);
        give(couple, couple.ben(), bid, Map.of("response", "turned_toward", "note", "Still lovely."))
                .statusCode(200);
        couple.ben().delete(couple.path("/bids/{bid}/perspective"), bid).statusCode(204);
        see(couple, couple.ben(), bid).statusCode(404);
    }

    @Test
    void only_who_sees_a_change_is_told_of_it() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        var told = Told.of(database, couple);
        give(couple, couple.ana(), bid, says("missed")).statusCode(200);
        told.expect("hidden from the receiver", 1, 0);
        give(couple, couple.ana(), bid, says("missed")).statusCode(200);
        told.expect("nothing changed", 0, 0);
        give(couple, couple.ben(), bid, says("noticed")).statusCode(200);
        told.expect("seen by both", 1, 1);
        give(couple, couple.ben(), bid, Map.of("response", "noticed", "note", "private"))
                .statusCode(200);
        told.expect("a private note", 0, 1);
        give(couple, couple.ana(), bid, says("turned_toward")).statusCode(200);
        told.expect("seen by the receiver who has responded", 1, 1);
        couple.ben().delete(couple.path("/bids/{bid}/perspective"), bid).statusCode(204);
        told.expect("taken back", 1, 1);
        patch(couple, couple.ana(), bid, "{\"cue\":\"moon\"}", "application/json")
                .statusCode(200);
        told.expect("the cue", 1, 1);
        withdraw(couple, couple.ana(), bid).statusCode(204);
        told.expect("withdrawn", 1, 1);
        assertThat(gone(bid)).containsOnly(true).hasSize(2);
    }

    @Test
    void a_withdrawn_bid_is_gone_from_the_feed_of_those_who_said_nothing() {
        var couple = Couple.together();
        String bid = log(couple, couple.ana(), "me");
        give(couple, couple.ben(), bid, says("noticed")).statusCode(200);
        withdraw(couple, couple.ana(), bid).statusCode(204);
        assertThat(gone(bid)).containsExactlyInAnyOrder(true, false);
    }

    @SuppressWarnings("unchecked")
    private List<Boolean> gone(String bid) {
        return database.createNativeQuery("select is_gone from feed_entry where thing_id = :id")
                .setParameter("id", UUID.fromString(bid))
                .getResultList();
    }

    /** How often each of the two was told something since it was last asked. */
    private static final class Told {
        private final EntityManager database;
        private final Couple couple;
        private long ana;
        private long ben;

        private Told(EntityManager database, Couple couple) {
            this.database = database;
            this.couple = couple;
        }

        static Told of(EntityManager database, Couple couple) {
            var told = new Told(database, couple);
            told.ana = told.positionOf(couple.ana());
            told.ben = told.positionOf(couple.ben());
            return told;
        }

        void expect(String why, int toAna, int toBen) {
            long anaNow = positionOf(couple.ana());
            long benNow = positionOf(couple.ben());
            assertThat(List.of(anaNow - ana, benNow - ben)).as(why).containsExactly((long) toAna, (long) toBen);
            ana = anaNow;
            ben = benNow;
        }

        private long positionOf(Person person) {
            String id = person.get("/v1/me").extract().path("id");
            return ((Number) database.createNativeQuery("select position from feed where account_id = :id")
                            .setParameter("id", UUID.fromString(id))
                            .getSingleResult())
                    .longValue();
        }
    }

    private static org.hamcrest.Matcher<Object> nullOrAny() {
        return org.hamcrest.Matchers.anything();
    }

    private static ValidatableResponse move(Couple couple, String bid, String at) {
        return patch(couple, couple.ana(), bid, "{\"occurredAt\":\"" + at + "\"}", "application/json");
    }

    private static ValidatableResponse withdraw(Couple couple, Person who, String bid) {
        return who.delete(couple.path("/bids/{bid}"), bid);
    }

    private static ValidatableResponse patch(Couple couple, Person who, String bid, String patch, String type) {
        return who.request()
                .header("Content-Type", type)
                .body(patch.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .patch(couple.path("/bids/{bid}"), bid)
                .then();
    }
}
