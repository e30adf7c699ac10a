package app.toward.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import app.toward.AtOnce;
import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(TestClock.class)
class InvitationTest {
    @Inject
    EntityManager database;

    private Person ana;
    private Person ben;

    @BeforeEach
    void register() {
        ana = Person.register("Ana", "Europe/Berlin");
        ben = Person.register("Ben", "Europe/Berlin");
    }

    @Test
    void two_people_come_together_by_a_code_and_a_confirmation() {
        var couple = Couple.of(ana, ben);
        ana.get(couple.path(""))
                .statusCode(200)
                .body("partner.displayName", equalTo("Ben"))
                .body("state", equalTo("active"))
                .body("kind", equalTo("romantic"));
        ben.get("/v1/partnerships").statusCode(200).body("items[0].partner.displayName", equalTo("Ana"));
    }

    @Test
    void until_the_confirmation_nothing_but_names_and_kind_is_shown() {
        String id = invite("family");
        ana.get("/v1/invitations/{id}", id)
                .body("state", equalTo("pending"))
                .body("code", matchesPattern("[0-9A-HJKMNP-TV-Z]{8}"))
                .body("redeemer", nullValue());
        redeem(ben, codeOf(id))
                .statusCode(200)
                .body("inviter.displayName", equalTo("Ana"))
                .body("kind", equalTo("family"))
                .body("state", equalTo("awaiting_confirmation"))
                .body("size()", equalTo(3));
        ana.get("/v1/invitations/{id}", id)
                .body("state", equalTo("awaiting_confirmation"))
                .body("redeemer.displayName", equalTo("Ben"))
                .body("code", nullValue());
        ben.get("/v1/partnerships").body("items", hasSize(0));
        ana.get("/v1/partnerships").body("items", hasSize(0));
    }

    @Test
    void a_code_works_however_it_is_typed() {
        String code = codeOf(invite("other"));
        String typed = " " + code.substring(0, 4).toLowerCase(Locale.ROOT) + "-"
                + code.substring(4).replace('0', 'o').replace('1', 'l') + " ";
        redeem(ben, typed).statusCode(200);
    }

    @Test
    void wrong_used_expired_revoked_declined_and_own_codes_get_one_and_the_same_answer() {
        String revoked = invite("other");
        String declined = invite("other");
        var codes = List.of(codeOf(revoked), codeOf(declined));
        redeem(ben, codes.get(1)).statusCode(200);
        ana.delete("/v1/invitations/{id}", revoked).statusCode(204);
        ana.delete("/v1/invitations/{id}", declined).statusCode(204);
        String used = codeOf(invite("other"));
        redeem(ben, used).statusCode(200);
        String own = codeOf(invite("other"));
        String expired = codeOf(invite("other"));
        var answers = new HashSet<String>();
        answers.add(redeem(Person.stranger(), used).statusCode(422).extract().asString());
        answers.add(redeem(ana, own).statusCode(422).extract().asString());
        codes.forEach(
                code -> answers.add(redeem(ben, code).statusCode(422).extract().asString()));
        answers.add(redeem(ben, "0000-0000").statusCode(422).extract().asString());
        answers.add(redeem(ben, "no code at all").statusCode(422).extract().asString());
        TestClock.pass(Duration.ofDays(3));
        answers.add(redeem(ben, expired).statusCode(422).extract().asString());
        assertThat(answers).singleElement().asString().contains("code_not_valid");
    }

    @Test
    void a_code_can_be_scanned_while_it_can_be_redeemed() throws Exception {
        String id = invite("other");
        String svg = qrCode(id, "*/*", "image/svg+xml").asString();
        String code = codeOf(id);
        assertThat(svg).contains("<title id=\"title\">", code.substring(0, 4) + " " + code.substring(4) + "</title>");
        byte[] png = qrCode(id, "image/svg+xml;q=0.5, image/png", "image/png").asByteArray();
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        String link = ana.get("/v1/invitations/{id}", id).extract().path("link");
        assertThat(link).endsWith("/invitation#code=" + code);
        var expected = io.nayuki.qrcodegen.QrCode.encodeText(link, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
        assertThat(picture.getWidth()).isEqualTo((expected.size + 8) * 8);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                boolean isDark = (picture.getRGB(x, y) & 0xff) == 0;
                assertThat(isDark).isEqualTo(expected.getModule(x / 8 - 4, y / 8 - 4));
            }
        }
        ana.request()
                .accept("text/html")
                .get("/v1/invitations/{id}/qr-code", id)
                .then()
                .statusCode(406);
        redeem(ben, code).statusCode(200);
        ana.get("/v1/invitations/{id}/qr-code", id).statusCode(404);
    }

    private ExtractableResponse<Response> qrCode(String id, String accept, String type) {
        return ana.request()
                .accept(accept)
                .get("/v1/invitations/{id}/qr-code", id)
                .then()
                .statusCode(200)
                .contentType(type)
                .header("Cache-Control", "private, no-store")
                .header("Vary", containsString("Accept"))
                .extract();
    }

    @Test
    void an_invitation_that_has_run_out_is_marked_and_its_inviter_told() throws Exception {
        String id = invite("other");
        redeem(ben, codeOf(id)).statusCode(200);
        TestClock.pass(Duration.ofDays(3));
        Instant deadline = Instant.now().plusSeconds(30);
        while (!database.createNativeQuery(
                        "select 1 from invitation where id = :id and state = 'EXPIRED' and redeemer_id is null")
                .setParameter("id", UUID.fromString(id))
                .getResultList()
                .equals(List.of(1))) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(50);
        }
    }

    @Test
    void redeeming_and_confirming_can_be_repeated() {
        String id = invite("other");
        String code = codeOf(id);
        redeem(ben, code).statusCode(200);
        String hers = cursorOf(ana);
        redeem(ben, code).statusCode(200).body("state", equalTo("awaiting_confirmation"));
        assertThat(ana.get("/v1/feed?after=" + hers).extract().<List<?>>path("items"))
                .as("nobody rings at the inviter's door by repeating it")
                .isEmpty();
        String partnership = confirm(ana, id).statusCode(200).extract().path("id");
        confirm(ana, id).statusCode(200).body("id", equalTo(partnership));
        redeem(ben, code)
                .statusCode(200)
                .body("partnershipId", equalTo(partnership))
                .body("inviter", nullValue());
        ana.get("/v1/partnerships").body("items", hasSize(1));
        TestClock.pass(Invitation.LIFE);
        redeem(ben, code).statusCode(422).body("code", equalTo("code_not_valid"));
    }

    private static String cursorOf(Person person) {
        return person.get("/v1/feed?limit=200").extract().path("cursor");
    }

    @Test
    void who_redeemed_a_code_takes_that_back_until_it_is_confirmed() {
        String id = invite("romantic");
        String other = invite("other");
        String code = codeOf(id);
        redeem(ben, code).statusCode(200);
        redeem(ben, codeOf(other)).statusCode(200);
        String cursor = ana.get("/v1/feed").extract().path("cursor");
        ben.delete("/v1/invitations/redemptions?code={code}", code.toLowerCase(Locale.ROOT))
                .statusCode(204);
        ben.delete("/v1/invitations/redemptions?code={code}", code).statusCode(204);
        ana.get("/v1/invitations/{id}", id)
                .body("state", equalTo("expired"))
                .body("redeemer", nullValue())
                .body("code", nullValue());
        ana.get("/v1/feed?after={cursor}", cursor)
                .body("items", hasSize(1))
                .body("items[0].data.state", equalTo("expired"));
        confirm(ana, id).statusCode(409);
        redeem(ben, code).statusCode(422).body("code", equalTo("code_not_valid"));
        ana.get("/v1/invitations/{id}", other).body("state", equalTo("awaiting_confirmation"));
        ben.delete("/v1/invitations/redemptions").statusCode(204);
        ana.get("/v1/invitations/{id}", other).body("state", equalTo("expired"));
        ben.delete("/v1/invitations/redemptions").statusCode(204);
    }

    @Test
    void only_the_inviter_confirms_and_only_when_somebody_waits() {
        String id = invite("other");
        confirm(ana, id).statusCode(409).body("code", equalTo("nobody_to_confirm"));
        redeem(ben, codeOf(id)).statusCode(200);
        confirm(ben, id).statusCode(404);
        TestClock.pass(Duration.ofDays(3));
        confirm(ana, id).statusCode(409).body("code", equalTo("nobody_to_confirm"));
        ana.get("/v1/invitations/{id}", id).body("state", equalTo("expired")).body("redeemer", nullValue());
    }

    @Test
    void two_people_share_one_partnership_at_a_time_also_when_each_confirms_the_other_at_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            var one = Person.register("One", "Europe/Berlin");
            var other = Person.register("Other", "Europe/Berlin");
            String byOne = invite(one, "romantic");
            String byOther = invite(other, "friendship");
            redeem(other, codeOf(one, byOne)).statusCode(200);
            redeem(one, codeOf(other, byOther)).statusCode(200);
            var threads = Executors.newFixedThreadPool(2);
            List<Callable<Integer>> confirmations = List.of(
                    () -> confirm(one, byOne).extract().statusCode(),
                    () -> confirm(other, byOther).extract().statusCode());
            var statuses = new ArrayList<Integer>();
            for (var confirmation : threads.invokeAll(confirmations)) {
                statuses.add(confirmation.get());
            }
            threads.shutdown();
            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
            one.get("/v1/partnerships").body("items", hasSize(1));
        }
    }

    @Test
    void one_code_redeemed_by_two_at_once_is_redeemed_by_one() throws Exception {
        String code = codeOf(invite("other"));
        var people = List.of(ben, Person.stranger(), Person.stranger());
        people.forEach(Person::accessToken);
        List<Callable<Integer>> redemptions = people.stream()
                .<Callable<Integer>>map(
                        person -> () -> redeem(person, code).extract().statusCode())
                .toList();
        var statuses = AtOnce.all(3, redemptions);
        assertThat(statuses).containsExactlyInAnyOrder(200, 422, 422);
    }

    @Test
    void an_invitation_made_again_under_the_same_id_is_the_same() {
        String id = UUID.randomUUID().toString();
        String code = ana.post("/v1/invitations", Map.of("id", id, "kind", "other"))
                .statusCode(201)
                .extract()
                .path("code");
        ana.post("/v1/invitations", Map.of("id", id, "kind", "other"))
                .statusCode(200)
                .body("code", equalTo(code));
        ana.request()
                .header("Idempotency-Key", id)
                .contentType("application/json")
                .body(Map.of("kind", "other"))
                .post("/v1/invitations")
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
        ana.post("/v1/invitations", Map.of("id", id, "kind", "family"))
                .statusCode(409)
                .body("code", equalTo("id_taken"));
        ben.post("/v1/invitations", Map.of("id", id, "kind", "other"))
                .statusCode(409)
                .body("code", equalTo("id_taken"));
        ana.request()
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(Map.of("id", id, "kind", "other"))
                .post("/v1/invitations")
                .then()
                .statusCode(400);
        ana.get("/v1/invitations").body("items", hasSize(1));
    }

    @Test
    void an_invitation_sent_many_times_at_once_is_made_once() throws Exception {
        Map<String, String> same = Map.of("id", UUID.randomUUID().toString(), "kind", "other");
        ana.accessToken();
        List<Callable<Integer>> repeats = Collections.nCopies(
                8, () -> ana.post("/v1/invitations", same).extract().statusCode());
        var statuses = AtOnce.all(8, repeats);
        assertThat(statuses).containsExactlyInAnyOrder(201, 200, 200, 200, 200, 200, 200, 200);
    }

    @Test
    void at_most_five_invitations_are_open_also_when_many_are_made_at_once() throws Exception {
        ana.accessToken();
        List<Callable<Integer>> offers = Collections.nCopies(
                12,
                () -> ana.post("/v1/invitations", Map.of("kind", "other"))
                        .extract()
                        .statusCode());
        var statuses = AtOnce.all(8, offers);
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
        TestClock.pass(Duration.ofDays(3));
        ana.post("/v1/invitations", Map.of("kind", "other")).statusCode(201);
    }

    @Test
    void invitations_are_listed_page_by_page_newest_first() {
        List<String> made = IntStream.range(0, 5)
                .mapToObj(i -> {
                    TestClock.pass(Duration.ofMillis(5));
                    return invite("other");
                })
                .toList();
        var read = new ArrayList<String>();
        @Nullable String path = "/v1/invitations?limit=2";
        while (path != null) {
            var page = ana.request()
                    .urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .extract();
            read.addAll(page.jsonPath().getList("items.id", String.class));
            String link = page.header("Link");
            assertThat(link == null).isEqualTo(page.path("next") == null);
            path = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        Collections.reverse(read);
        assertThat(read).isEqualTo(made);
    }

    private String invite(String kind) {
        return invite(ana, kind);
    }

    private static String invite(Person inviter, String kind) {
        return inviter.post("/v1/invitations", Map.of("kind", kind))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String codeOf(String invitation) {
        return codeOf(ana, invitation);
    }

    private static String codeOf(Person inviter, String invitation) {
        return inviter.get("/v1/invitations/{id}", invitation).extract().path("code");
    }

    private static ValidatableResponse redeem(Person redeemer, String code) {
        return redeemer.post("/v1/invitations/redemptions", Map.of("code", code));
    }

    private static ValidatableResponse confirm(Person inviter, String invitation) {
        return inviter.post("/v1/invitations/{id}/confirmation", Map.of(), invitation);
    }
}
