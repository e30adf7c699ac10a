package app.toward.feed;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.Couple;
import app.toward.Person;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two people write at random on three devices, each of which is offline now and then: whoever has caught up has exactly
 * what a full read gives, and what the API's own reads give. 500 rounds, of five seeds, each with an end of its own.
 */
@QuarkusTest
class FeedModelTest {
    private static final int ROUNDS = 100;
    private static final Set<String> BUILT_IN = Set.of("daily", "weekly", "after_conflict");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void who_has_caught_up_has_what_a_full_read_gives(long seed) {
        var random = new Random(seed);
        var couple = Couple.together();
        var writing = new Writing(couple, random);
        var devices = List.of(new Device(couple.ana()), new Device(couple.ana()), new Device(couple.ben()));
        for (int round = 1; round <= ROUNDS; round++) {
            for (int writes = random.nextInt(3); writes >= 0; writes--) {
                writing.something();
            }
            Device offline = any(devices, random);
            var online = devices.stream().filter(device -> device != offline).toList();
            online.forEach(device -> device.catchUp(1 + random.nextInt(9)));
            // One of them, for a full read takes longer than all the rest: the other has its turn in another round.
            assertIsUpToDate(List.of(any(online, random)), "seed " + seed + ", round " + round);
        }
        assertAllCatchUp(couple, devices, any(devices, random), "seed " + seed);

        any(List.of(couple.ana(), couple.ben()), random)
                .patch(couple.path(""), Map.of("state", "ended"))
                .statusCode(200);
        assertAllCatchUp(couple, devices, any(devices, random), "seed " + seed + ", ended");
    }

    private static void assertAllCatchUp(Couple couple, List<Device> devices, Device one, String when) {
        devices.forEach(device -> device.catchUp(200));
        assertIsUpToDate(devices, when);
        assertIsAsReadByItsPaths(couple, one, when);
    }

    private static void assertIsUpToDate(List<Device> devices, String when) {
        var fresh = new HashMap<Person, Map<List<Object>, Object>>();
        for (Device device : devices) {
            assertThat(device.things).as(when).isEqualTo(fresh.computeIfAbsent(device.person, Device::fresh));
        }
    }

    private static void assertIsAsReadByItsPaths(Couple couple, Device device, String when) {
        Person person = device.person;
        device.things.forEach((key, data) -> assertThat(data)
                .as("%s, %s", key, when)
                .isEqualTo(person.get(pathOf(couple, key))
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getMap("")));
        assertHasWhatIsListed(couple, device, when);
        assertThat(idsOf(device, "bid")).as(when).isEqualTo(listed(person, couple.path("/bids")));
        assertThat(idsOf(device, "invitation")).as(when).isEqualTo(listed(person, "/v1/invitations"));
        assertThat(idsOf(device, "partnership")).as(when).isEqualTo(listed(person, "/v1/partnerships"));
    }

    /** What is there by the calendar alone, or for everybody, is listed and not told of. */
    private static void assertHasWhatIsListed(Couple couple, Device device, String when) {
        List<Map<String, Object>> rounds = listedOf(device, couple.path("/check-ins"));
        List<Map<String, Object>> templates = listedOf(device, couple.path("/templates"));
        assertThat(dataOf(device, "check_in"))
                .as(when)
                .isSubsetOf(rounds)
                .containsAll(rounds.stream()
                        .filter(round -> round.containsKey("me")
                                || round.containsKey("partner")
                                || "after_conflict".equals(round.get("template")))
                        .toList());
        assertThat(dataOf(device, "template"))
                .as(when)
                .containsExactlyInAnyOrderElementsOf(templates.stream()
                        .filter(template -> !BUILT_IN.contains(String.valueOf(template.get("key"))))
                        .toList());
    }

    private static List<Object> dataOf(Device device, String kind) {
        return device.things.entrySet().stream()
                .filter(thing -> thing.getKey().get(0).equals(kind))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static List<Map<String, Object>> listedOf(Device device, String path) {
        return device.person
                .get(path + "?limit=200")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static Set<Object> idsOf(Device device, String kind) {
        var ids = new HashSet<>();
        device.things.keySet().stream().filter(key -> key.get(0).equals(kind)).forEach(key -> ids.add(key.get(2)));
        return ids;
    }

    private static Set<Object> listed(Person person, String path) {
        return new HashSet<>(
                person.get(path + "?limit=200").extract().jsonPath().getList("items.id"));
    }

    private static String pathOf(Couple couple, List<Object> key) {
        String id = String.valueOf(key.get(2));
        return switch (String.valueOf(key.get(0))) {
            case "bid" -> couple.path("/bids/" + id);
            case "bid_settings" -> couple.path("/bid-settings");
            case "check_in" -> couple.path("/check-ins/" + id);
            case "template" -> couple.path("/templates/" + id);
            case "partnership" -> couple.path("");
            case "invitation" -> "/v1/invitations/" + id;
            case "me" -> "/v1/me";
            default -> throw new IllegalStateException("Add how to read " + key);
        };
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** What the two do. Much of it is refused, for it is not theirs, or too late: then nothing changes. */
    private static class Writing {
        private final Couple couple;
        private final Random random;
        private final List<String> bids = new ArrayList<>();
        private final List<String> checkIns = new ArrayList<>();
        private final List<String> templates = new ArrayList<>();

        Writing(Couple couple, Random random) {
            this.couple = couple;
            this.random = random;
        }

        void something() {
            Person person = random.nextBoolean() ? couple.ana() : couple.ben();
            int action = random.nextInt(18);
            if (bids.isEmpty() || action < 3) {
                log(person);
            } else if (action < 10) {
                doWithBid(person, action, "/bids/" + any(bids, random));
            } else if (action < 13) {
                doWithCheckIn(person, action);
            } else if (action == 13) {
                person.patch("/v1/me", Map.of("displayName", "Name " + random.nextInt(5)));
                person.patch(couple.path("/bid-settings"), Map.of("awaiting", random.nextBoolean()));
            } else if (action == 14) {
                person.post("/v1/invitations", Map.of("kind", "friendship"));
            } else if (action == 15) {
                makeTemplate(person);
            } else {
                doWithPartnership(person);
            }
        }

        private void doWithPartnership(Person person) {
            switch (random.nextInt(5)) {
                case 0 -> person.patch(couple.path(""), Map.of("nickname", "nick " + random.nextInt(3)));
                case 1 -> person.patch(couple.path(""), Map.of("state", "paused"));
                default -> {
                    couple.ana().patch(couple.path(""), Map.of("state", "active"));
                    couple.ben().patch(couple.path(""), Map.of("state", "active"));
                }
            }
        }

        private void log(Person person) {
            Map<String, Object> bid = new HashMap<>(Map.of(
                    "id",
                    UUID.randomUUID(),
                    "bidder",
                    random.nextBoolean() ? "me" : "partner",
                    "kind",
                    "play",
                    "channel",
                    "call",
                    "occurredAt",
                    TestClock.now().toString()));
            if (random.nextBoolean()) {
                bid.put("perspective", Map.of("response", "noticed"));
            }
            bids.add(person.post(couple.path("/bids"), bid)
                    .statusCode(201)
                    .extract()
                    .path("id"));
        }

        private void doWithBid(Person person, int action, String bid) {
            String path = couple.path(bid);
            switch (action) {
                case 3 -> person.delete(path);
                case 4 -> person.patch(path, Map.of("cue", "cue " + random.nextInt(3)));
                case 5 -> person.delete(path + "/perspective");
                case 6 -> person.put(path + "/repair-reaction", Map.of("reaction", "landed"));
                default -> {
                    String response =
                            List.of("noticed", "turned_toward", "missed").get(random.nextInt(3));
                    person.put(
                            path + "/perspective",
                            Map.of(
                                    "response",
                                    response,
                                    "note",
                                    "n" + random.nextInt(3),
                                    "noteShared",
                                    random.nextBoolean()));
                }
            }
        }

        private void doWithCheckIn(Person person, int action) {
            if (checkIns.isEmpty() || action == 12) {
                String template = random.nextBoolean() ? "daily" : "after_conflict";
                var begun = person.post(couple.path("/check-ins"), Map.of("template", template))
                        .extract();
                if (begun.statusCode() < 400) {
                    checkIns.add(begun.path("id"));
                }
                return;
            }
            String path = couple.path("/check-ins/" + any(checkIns, random) + "/answer");
            switch (random.nextInt(4)) {
                case 0 -> person.delete(path);
                case 1 -> person.put(path + "/addendum", Map.of("text", "and " + random.nextInt(3)));
                default ->
                    person.put(
                            path,
                            Map.of(
                                    "visibility",
                                    random.nextInt(3) == 0 ? "private" : "shared",
                                    "values",
                                    Couple.DAILY));
            }
        }

        private void makeTemplate(Person person) {
            var wording = Map.of(
                    "title",
                    "Walks " + random.nextInt(100),
                    "items",
                    List.of(Map.of("key", "walk", "kind", "text", "prompt", "Where to?")));
            if (!templates.isEmpty() && random.nextBoolean()) {
                String template = couple.path("/templates/" + any(templates, random));
                if (random.nextInt(4) == 0) {
                    person.delete(template);
                } else {
                    person.put(template, wording);
                }
                return;
            }
            var made = new HashMap<String, Object>(wording);
            made.put("cadence", "weekly");
            var response = person.post(couple.path("/templates"), made).extract();
            if (response.statusCode() == 201) {
                templates.add(response.path("key"));
            }
        }
    }
}
