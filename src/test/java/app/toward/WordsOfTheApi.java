package app.toward;

import static app.toward.Api.given;

import io.restassured.http.ContentType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Every text that the API takes, with a marker in each that is kept. A text that is new to the contract and in neither
 * list is an offence of the test of erasure.
 */
public record WordsOfTheApi(Couple couple) {
    public static final String MARKER = "zqxmark";

    /** A zone that nobody else in the tests lives in. */
    public static final String ZONE = "Europe/Vaduz";

    /** Texts that are not kept as they are: secrets, codes, and what is one of a few values. */
    private static final Set<String> NOT_KEPT = Set.of(
            "NewAccount.password",
            "NewPassword.currentPassword",
            "NewPassword.newPassword",
            "NewSession.password",
            "Confirmation.password",
            "PasswordReset.newPassword",
            "PasswordReset.token",
            "MailedToken.token",
            "RegistrationConfirmation.token",
            "RegistrationConfirmation.password",
            "Refresh.refreshToken",
            "NewRedemption.code",
            "NewCheckIn.template",
            "NewAccount.dayStart",
            "ProfileChange.dayStart");

    /** Looked for by themselves: the address, which is unique, and the zone. */
    private static final Set<String> LOOKED_FOR =
            Set.of("NewAccount.email", "NewSession.email", "NewAccount.timeZone", "ProfileChange.timeZone");

    private static final Set<String> PLANTED = Set.of(
            "NewAccount.displayName",
            "NewAccount.locale",
            "ProfileChange.displayName",
            "ProfileChange.locale",
            "NewSession.label",
            "NewEmail.email",
            "PartnershipChange.nickname",
            "NewBid.cue",
            "BidChange.cue",
            "NewPerspective.note",
            "Addendum.text",
            "NewTemplate.title",
            "TemplateEdit.title",
            "Item.key",
            "Item.prompt",
            "Anchors.low",
            "Anchors.high",
            "ItemOption.key",
            "ItemOption.label");

    /** Two people, of whom Ana has a marker for a name. */
    public static WordsOfTheApi together() {
        return new WordsOfTheApi(Couple.of(
                Person.register(marker("NewAccount.displayName"), ZONE), Person.register("Ben", "Europe/Lisbon")));
    }

    public Person ana() {
        return couple.ana();
    }

    /** What the test knows to be a text that is taken. */
    public static Set<String> known() {
        var known = new TreeSet<>(NOT_KEPT);
        known.addAll(LOOKED_FOR);
        known.addAll(PLANTED);
        return known;
    }

    /** What the contract says is a text that is taken, by its schema and name. */
    public static Set<String> inContract() {
        var texts = new TreeSet<String>();
        Map<String, Object> schemas = Contract.document().getMap("components.schemas");
        Contract.operations()
                .filter(Contract.Operation::hasBody)
                .forEach(operation -> collect("", operation.description().get("requestBody"), schemas, texts));
        return texts;
    }

    private static void collect(String owner, @Nullable Object part, Map<String, Object> schemas, Set<String> texts) {
        if (part instanceof Map<?, ?> schema) {
            if (schema.get("$ref") instanceof String ref) {
                String name = ref.substring(ref.lastIndexOf('/') + 1);
                collect(name, schemas.get(name), schemas, texts);
            } else if (schema.get("properties") instanceof Map<?, ?> properties) {
                properties.forEach((name, property) -> {
                    if (isText(property)) {
                        texts.add(owner + "." + name);
                    }
                    collect(owner, property, schemas, texts);
                });
            } else {
                schema.values().forEach(value -> collect(owner, value, schemas, texts));
            }
        } else if (part instanceof Collection<?> parts) {
            parts.forEach(value -> collect(owner, value, schemas, texts));
        }
    }

    private static boolean isText(Object property) {
        return property instanceof Map<?, ?> schema
                && String.valueOf(schema.get("type")).contains("string")
                && !schema.containsKey("$ref")
                && !schema.containsKey("format")
                && !schema.containsKey("x-extensible-enum");
    }

    private static String marker(String text) {
        return MARKER + "_" + text.toLowerCase(Locale.ROOT).replace('.', '_');
    }

    /** Writes a marker wherever one can be kept. */
    public void plantAll() {
        plantProfile();
        plantAddress();
        plantNickname();
        plantBids();
        plantCheckIns();
        plantTemplates();
    }

    private void plantProfile() {
        ana().patch("/v1/me", Map.of("displayName", marker("ProfileChange.displayName"), "locale", "en-" + MARKER))
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .body(Map.of("email", ana().email, "password", Person.PASSWORD, "label", marker("NewSession.label")))
                .post("/v1/sessions")
                .then()
                .statusCode(201);
    }

    private void plantAddress() {
        var next = new Inbox(marker("NewEmail.email") + "." + UUID.randomUUID() + "@example.org");
        ana().put("/v1/me/email", Map.of("email", next.address())).statusCode(202);
        next.mail(1);
    }

    private void plantNickname() {
        ana().patch(couple.path(""), Map.of("nickname", marker("PartnershipChange.nickname")))
                .statusCode(200);
    }

    private void plantBids() {
        String met = bid(ana(), marker("NewBid.cue"));
        note(couple.ben(), met, "bens own");
        note(ana(), met, marker("NewPerspective.note"));
        String changed = bid(ana(), marker("NewBid.cue"));
        ana().patch(couple.path("/bids/" + changed), Map.of("cue", marker("BidChange.cue")))
                .statusCode(200);
        note(ana(), bid(couple.ben(), "bens own cue"), marker("NewPerspective.note"));
    }

    private String bid(Person who, String cue) {
        return couple.bid(who, Map.of("kind", "other", "channel", "other", "cue", cue));
    }

    private void note(Person who, String bid, String note) {
        who.put(
                        couple.path("/bids/" + bid + "/perspective"),
                        Map.of("response", "turned_toward", "note", note, "noteShared", true))
                .statusCode(200);
    }

    private void plantCheckIns() {
        String daily = couple.round("daily");
        couple.answerDaily(ana(), daily, marker("Addendum.text"));
        couple.answerDaily(couple.ben(), daily, "bens own answer");
        ana().put(couple.path("/check-ins/" + daily + "/answer/addendum"), Map.of("text", marker("Addendum.text")))
                .statusCode(200);
    }

    private void plantTemplates() {
        String unanswered = template(scale(marker("Item.key")), choice());
        ana().put(
                        couple.path("/templates/" + unanswered),
                        Map.of("title", marker("TemplateEdit.title"), "items", List.of(scale(marker("Item.key")))))
                .statusCode(200);
        // What somebody has answered keeps the names of its items.
        String answered = template(scale("walk"));
        String round = couple.ben()
                .post(couple.path("/check-ins"), Map.of("template", answered))
                .extract()
                .path("id");
        couple.ben()
                .put(
                        couple.path("/check-ins/" + round + "/answer"),
                        Map.of("visibility", "shared", "values", Map.of("walk", 2)))
                .statusCode(200);
    }

    private String template(Object... items) {
        return ana().post(
                        couple.path("/templates"),
                        Map.of("cadence", "weekly", "title", marker("NewTemplate.title"), "items", List.of(items)))
                .statusCode(201)
                .extract()
                .path("key");
    }

    private static Map<String, Object> scale(String key) {
        return Map.of(
                "key",
                key,
                "kind",
                "scale",
                "prompt",
                marker("Item.prompt"),
                "min",
                1,
                "max",
                3,
                "anchors",
                Map.of("low", marker("Anchors.low"), "high", marker("Anchors.high")));
    }

    private static Map<String, Object> choice() {
        return Map.of(
                "key",
                "choice",
                "kind",
                "choice",
                "prompt",
                marker("Item.prompt"),
                "options",
                List.of(
                        Map.of("key", marker("ItemOption.key"), "label", marker("ItemOption.label")),
                        Map.of("key", "other", "label", "Other")));
    }
}
