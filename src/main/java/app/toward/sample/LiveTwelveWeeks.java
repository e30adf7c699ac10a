package app.toward.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Lets the two sample people live through twelve weeks at the first start of the dev mode, and says who they are. */
@Singleton
@IfBuildProfile("dev")
class LiveTwelveWeeks {
    private static final Logger LOG = Logger.getLogger(LiveTwelveWeeks.class);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final int DAYS = 12 * 7;
    private static final List<String> KINDS =
            List.of("attention", "conversation", "affection", "affirmation", "play", "help", "comfort");
    private static final List<String> CUES = List.of(
            "Look at that sky",
            "How was the meeting?",
            "A hand on the shoulder",
            "You were patient today",
            "One more round of cards?",
            "Can you hold this?",
            "I slept badly");

    private final SampleClock clock;
    private final ObjectMapper json;
    private final boolean ownDatabase;
    // The same two people on every machine.
    private final Random random = new Random(12);

    LiveTwelveWeeks(
            SampleClock clock,
            ObjectMapper json,
            @ConfigProperty(name = "toward.database.own", defaultValue = "false") boolean ownDatabase) {
        this.clock = clock;
        this.json = json;
        this.ownDatabase = ownDatabase;
    }

    void begin(@ObservesAsync HttpServerStart started) {
        String base = "http://localhost:" + started.options().getPort();
        if (!ownDatabase) {
            // Somebody else's database is no place for people with published passwords.
            LOG.infof("The docs are at %s/docs", base);
            return;
        }
        HttpClient http = HttpClient.newHttpClient();
        var ana = new SamplePerson("ana.sample@example.org", "quiet river under stone", http, json, base);
        var ben = new SamplePerson("ben.sample@example.org", "seven slow green trains", http, json, base);
        try {
            if (ana.signIn()) {
                requireWholeHistory(ana);
            } else {
                LOG.info("Two sample people live through twelve weeks; this takes a moment.");
                live(ana, ben);
            }
            ana.signOut();
            LOG.infof("The docs are at %s/docs", base);
            LOG.infof("Two sample people: %s (%s) and %s (%s)", ana.email, ana.password, ben.email, ben.password);
        } catch (RuntimeException e) {
            LOG.error(
                    "The sample people could not live: stop, delete the data directory of the dev mode, start again",
                    e);
        } finally {
            clock.setRight();
        }
    }

    private void live(SamplePerson ana, SamplePerson ben) {
        LocalDate first = LocalDate.now(clock.withZone(ZONE)).minusDays(DAYS);
        clock.setBackTo(at(first, LocalTime.of(8, 0)));
        ana.register("Ana", ZONE.getId());
        ben.register("Ben", ZONE.getId());
        ana.signIn();
        ben.signIn();
        String partnership = "/v1/partnerships/" + comeTogether(ana, ben);
        for (int day = 0; day < DAYS; day++) {
            live(ana, ben, partnership, first.plusDays(day));
        }
        ana.post("/v1/invitations", Map.of("kind", "friendship"));
        ben.signOut();
    }

    /** The last thing that happens in the twelve weeks is a second invitation of Ana's. */
    private static void requireWholeHistory(SamplePerson ana) {
        if (ana.get("/v1/invitations").get("items").size() < 2) {
            throw new IllegalStateException("Their history was broken off");
        }
    }

    private static String comeTogether(SamplePerson ana, SamplePerson ben) {
        var invitation = ana.post("/v1/invitations", Map.of("kind", "romantic"));
        ben.post(
                "/v1/invitations/redemptions",
                Map.of("code", invitation.get("code").asText()));
        return ana.post("/v1/invitations/" + invitation.get("id").asText() + "/confirmation", Map.of())
                .get("id")
                .asText();
    }

    private void live(SamplePerson ana, SamplePerson ben, String partnership, LocalDate date) {
        clock.setBackTo(at(date, LocalTime.of(20, 0)));
        ana.refresh();
        ben.refresh();
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean isAnas = random.nextBoolean();
            bid(isAnas ? ana : ben, isAnas ? ben : ana, partnership, at(date, LocalTime.of(9 + random.nextInt(11), 0)));
        }
        if (random.nextInt(10) < 8) {
            answer(ana, partnership);
        }
        if (random.nextInt(10) < 8) {
            answer(ben, partnership);
        }
    }

    private void bid(SamplePerson bidder, SamplePerson receiver, String partnership, Instant when) {
        int kind = random.nextInt(KINDS.size());
        var bid = bidder.post(
                partnership + "/bids",
                Map.of(
                        "bidder", "me",
                        "kind", KINDS.get(kind),
                        "channel", random.nextInt(4) == 0 ? "message" : "in_person",
                        "cue", CUES.get(kind),
                        "occurredAt", when.toString()));
        String perspective = partnership + "/bids/" + bid.get("id").asText() + "/perspective";
        int luck = random.nextInt(20);
        if (luck < 15) {
            receiver.put(perspective, Map.of("response", luck < 13 ? "turned_toward" : "noticed"));
        } else if (luck < 18) {
            receiver.put(perspective, Map.of("response", "missed", "manner", "turned_away"));
        }
        if (random.nextInt(3) == 0) {
            bidder.put(perspective, Map.of("response", luck < 15 ? "turned_toward" : "missed"));
        }
    }

    private void answer(SamplePerson person, String partnership) {
        String checkIn = person.post(partnership + "/check-ins", Map.of("template", "daily"))
                .get("id")
                .asText();
        Map<String, Object> values = new HashMap<>();
        for (String scale : List.of("mood", "closeness", "presence", "feeling_heard", "time_together")) {
            values.put(scale, Math.max(1, Math.min(7, (int) Math.round(4.6 + random.nextGaussian() * 1.2))));
        }
        person.put(partnership + "/check-ins/" + checkIn + "/answer", Map.of("visibility", "shared", "values", values));
    }

    private static Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(ZONE).toInstant();
    }
}
