package app.toward;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** What Ana and Ben do in an evening, in which every operation of the contract is called, by who would call it. */
final class Story {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HERS = "quiet river under stone";
    private static final String HERS_ANEW = "warm bread before dawn";
    private static final String HIS = "seven slow green trains";
    private static final String NOBODY = "";

    /** The one that comes is another each time. */
    private static final String A_CURSOR = "_GcY6rwRnTQxuT3hKinJY5ZM_UCrWM5EbWFvLQoTE9g";

    private final Recording recording = new Recording();
    private final Map<String, Contract.Operation> operations =
            Contract.operations().collect(Collectors.toMap(Contract.Operation::id, operation -> operation));
    private final Map<String, String> ids = new HashMap<>();
    private final Inbox ana = address("ana@example.org");
    private final Inbox ben = address("ben@example.org");
    private final Inbox anew = address("ana@example.net");
    private String hers = NOBODY;
    private String his = NOBODY;

    private Inbox address(String written) {
        var address = new Inbox("p." + UUID.randomUUID() + "@example.org");
        recording.show(address.address(), written);
        return address;
    }

    /** Tells it, and gives what was said. */
    static Recording told() throws Exception {
        var story = new Story();
        story.theyRegister();
        story.anaLooksAtHerDevices();
        story.theyComeTogether();
        story.anaReachesOut();
        story.theyAnswer();
        story.theyMakeATemplate();
        story.theyLookBack();
        story.theyCatchUp();
        story.theyTakeBack();
        story.anaTakesHerWordsAlong();
        story.anaMovesAndGoes();
        return story.recording;
    }

    private void theyRegister() {
        say("register", NOBODY, profile(ana, HERS, "Ana", "Europe/Berlin"));
        say("confirmRegistration", NOBODY, Map.of("token", ana.token(1), "password", HERS));
        quietly("register", NOBODY, profile(ben, HIS, "Ben", "Europe/Lisbon"));
        quietly("confirmRegistration", NOBODY, Map.of("token", ben.token(1), "password", HIS));
        var tokens = say("signIn", NOBODY, signIn(ana, HERS, "Ana's phone"));
        hers = say("refreshSession", NOBODY, Map.of("refreshToken", tokens.path("refreshToken")))
                .path("accessToken");
        his = quietly("signIn", NOBODY, signIn(ben, HIS, "Ben's phone")).path("accessToken");
        say("getKeys", NOBODY);
        say("getMe", hers);
        say("changeMe", hers, Map.of("dayStart", "05:00"));
        say("verifyEmail", hers);
    }

    private static Map<String, Object> profile(Inbox address, String password, String name, String zone) {
        return ordered("email", address.address(), "password", password, "displayName", name, "timeZone", zone);
    }

    private static Map<String, Object> signIn(Inbox address, String password, String device) {
        return ordered("email", address.address(), "password", password, "label", device);
    }

    private void anaLooksAtHerDevices() {
        ids.put(
                "session",
                quietly("signIn", NOBODY, signIn(ana, HERS, "Ana's tablet")).path("sessionId"));
        say("listSessions", hers);
        say("confirmPassword", hers, Map.of("password", HERS));
        say("getSession", hers);
        say("endSession", hers);
        say("endOtherSessions", hers);
    }

    private void theyComeTogether() {
        invite("friendship");
        say("withdrawInvitation", hers);
        quietly("redeemCode", his, Map.of("code", invite("friendship")));
        say("withdrawRedemptions", his);
        var invitation = say("invite", hers, Map.of("kind", "romantic"));
        ids.put("invitation", invitation.path("id"));
        say("getInvitationQrCode", hers);
        say("redeemCode", his, Map.of("code", invitation.path("code")));
        say("getInvitation", hers);
        ids.put("partnership", say("confirmInvitation", hers).path("id"));
        say("listInvitations", hers);
        say("listPartnerships", his);
        say("getPartnership", his);
        say("changePartnership", hers, Map.of("nickname", "Benji"));
    }

    /** Invites without a word of it; the code. */
    private String invite(String kind) {
        var invitation = quietly("invite", hers, Map.of("kind", kind));
        ids.put("invitation", invitation.path("id"));
        return invitation.path("code");
    }

    private void anaReachesOut() {
        var bid = say(
                "logBid",
                hers,
                ordered(
                        "id", UUID.randomUUID().toString(),
                        "bidder", "me",
                        "kind", "attention",
                        "channel", "in_person",
                        "cue", "Look, the moon!",
                        "occurredAt", "2026-11-22T18:55:00.000+01:00"));
        ids.put("bid", bid.path("id"));
        say("changeBid", hers, Map.of("cue", "The moon over the harbour"));
        say("getBid", his);
        say(
                "logBids",
                his,
                Map.of(
                        "items",
                        List.of(
                                offline("play", "Dance with me", "17:10"),
                                offline("comfort", "Hold my hand", "17:40"))));
        quietly("givePerspective", his, ordered("response", "missed", "manner", "turned_away"));
        anHourPasses();
        say("givePerspective", his, ordered("response", "turned_toward", "note", "It was huge.", "noteShared", true));
        say("reactToRepair", hers, Map.of("reaction", "landed"));
        say("listResponses", hers);
        say("listBids", hers);
        say("getBidSettings", hers);
        say("changeBidSettings", hers, Map.of("awaiting", false));
    }

    /** An access token does not live that long. */
    private void anHourPasses() {
        TestClock.pass(Duration.ofHours(1));
        hers = quietly("signIn", NOBODY, signIn(ana, HERS, "Ana's phone")).path("accessToken");
        his = quietly("signIn", NOBODY, signIn(ben, HIS, "Ben's phone")).path("accessToken");
    }

    /** Bids of one batch are told in the order of their ids, which here is that of their times. */
    private static Map<String, Object> offline(String kind, String cue, String time) {
        return ordered(
                "id",
                "0000" + time.replace(":", "") + UUID.randomUUID().toString().substring(8),
                "bidder",
                "me",
                "kind",
                kind,
                "channel",
                "message",
                "cue",
                cue,
                "occurredAt",
                "2026-11-22T" + time + ":00.000Z");
    }

    private void theyAnswer() {
        say("listBuiltInTemplates", hers);
        ids.put(
                "checkIn",
                say("beginCheckIn", hers, Map.of("template", "daily")).path("id"));
        say("listOpenCheckIns", hers);
        say("answerCheckIn", hers, answer("The soup.", 5, 6, 4, 6, 3));
        quietly("answerCheckIn", his, answer("You made the tea.", 4, 6, 5, 5, 3));
        TestClock.pass(Duration.ofMinutes(1));
        say("addToAnswer", hers, Map.of("text", "I see it differently today."));
        say("getCheckIn", his);
        say("listCheckIns", his);
    }

    private static Map<String, Object> answer(
            String appreciation, int mood, int closeness, int presence, int heard, int time) {
        return ordered(
                "visibility",
                "shared",
                "values",
                ordered(
                        "mood", mood,
                        "closeness", closeness,
                        "presence", presence,
                        "feeling_heard", heard,
                        "time_together", time,
                        "appreciation", appreciation));
    }

    private void theyMakeATemplate() {
        var template =
                say("makeTemplate", hers, ordered("cadence", "weekly", "title", "Sunday", "items", questions("?")));
        ids.put("template", template.path("key"));
        say("editTemplate", his, ordered("title", "Sunday", "items", questions(", and when?")));
        TestClock.pass(Duration.ofMinutes(1));
        say("getTemplate", hers);
        say("listTemplates", hers);
        say("retireTemplate", hers);
    }

    private static List<Object> questions(String end) {
        return List.of(ordered("key", "walk", "kind", "text", "prompt", "Where shall we walk" + end, "optional", true));
    }

    private void theyLookBack() {
        say("getInsights", hers);
        say("getBidInsights", hers);
        say("getCheckInInsights", hers);
        say("getInsightTimes", hers);
        say("getRhythm", hers);
    }

    private void theyCatchUp() throws Exception {
        say("readFeed", his);
        String ticket = say("makeStreamTicket", his).path("ticket");
        try (Listener stream = Listener.open(io.restassured.RestAssured.port, "?ticket=" + ticket)
                .opened()) {
            Listener.Event event = stream.next();
            recording.exchange(
                    "streamFeed",
                    MissingNode.getInstance(),
                    TextNode.valueOf(
                            "id: %s\nevent: %s\ndata: %s\n\n".formatted(A_CURSOR, event.name(), event.data())));
        }
    }

    private void theyTakeBack() {
        say("withdrawRepairReaction", hers);
        say("withdrawPerspective", his);
        say("withdrawBid", hers);
        say("withdrawAddendum", hers);
        say("withdrawAnswer", hers);
    }

    private void anaTakesHerWordsAlong() {
        quietly("confirmPassword", hers, Map.of("password", HERS));
        String export = say("startExport", hers).path("id");
        ids.put("export", export);
        Eventually.holds(
                "the export is made",
                () -> "ready".equals(call("getExport", hers, Map.of()).path("state")));
        say("getExport", hers);
        say("listExports", hers);
        say("getExportContent", hers);
    }

    private void anaMovesAndGoes() {
        say("changeEmail", hers, Map.of("email", anew.address()));
        say("confirmEmail", NOBODY, Map.of("token", anew.token(1)));
        say("restoreEmail", NOBODY, Map.of("token", ana.tokenAfter(1)));
        say("askForPasswordReset", NOBODY, Map.of("email", ana.address()));
        say("resetPassword", NOBODY, ordered("token", ana.tokenAfter(2), "newPassword", HERS_ANEW));
        hers = quietly("signIn", NOBODY, signIn(ana, HERS_ANEW, "Ana's phone")).path("accessToken");
        say("changePassword", hers, ordered("currentPassword", HERS_ANEW, "newPassword", HERS));
        say("eraseMe", hers);
        hers = quietly("signIn", NOBODY, signIn(ana, HERS, "Ana's phone")).path("accessToken");
        say("undoErasure", hers);
        say("signOut", hers);
    }

    private Response say(String operation, String token) {
        return say(operation, token, Map.of());
    }

    /** Calls an operation and keeps what was said. */
    private Response say(String operation, String token, Map<String, ?> body) {
        Response response = quietly(operation, token, body);
        ids.forEach((name, id) -> {
            if (known(operation).path().contains("{" + name + "}")) {
                recording.parameter(name, id);
            }
        });
        boolean isJson = response.contentType().contains("json");
        recording.exchange(
                operation,
                body.isEmpty() ? MissingNode.getInstance() : JSON.valueToTree(body),
                isJson ? Json.parsed(response.asString()) : MissingNode.getInstance());
        return response;
    }

    private Response quietly(String operation, String token, Map<String, ?> body) {
        // So that no two things are of one moment, and lists have an order.
        TestClock.pass(Duration.ofSeconds(1));
        return call(operation, token, body);
    }

    private Response call(String operation, String token, Map<String, ?> body) {
        var called = known(operation);
        var request = Api.given().header("User-Agent", "Toward/1.0 (Android 16)");
        if (!token.isEmpty()) {
            request.auth().oauth2(token);
        }
        if (!body.isEmpty()) {
            request.contentType(ContentType.JSON).body(body);
        }
        var answered = new AtomicReference<Response>();
        recording.statements(
                operation,
                Statements.sentFor(
                        request, sent -> answered.set(sent.request(called.method(), World.path(called, ids)))));
        Response response = Objects.requireNonNull(answered.get());
        if (response.statusCode() > 299) {
            throw new AssertionError(operation + " → " + response.asString());
        }
        return response;
    }

    private Contract.Operation known(String operation) {
        return Objects.requireNonNull(operations.get(operation), operation);
    }

    /** In the order in which one would write them. */
    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
