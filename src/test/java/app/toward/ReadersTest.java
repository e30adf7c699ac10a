package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever two people do in whatever order, nobody reads a text that is not for them, in any read of the contract. Who
 * may read a text is kept here, by rules of a line each.
 */
@QuarkusTest
@ExtendWith(TestClock.class)
class ReadersTest {
    private static final int STEPS = 40;
    private static final int LOOK_EVERY = 8;

    private final Map<String, List<String>> ids = new HashMap<>();
    private final List<Text> texts = new ArrayList<>();
    private final Set<Person> pausing = new HashSet<>();
    private boolean hasEnded;

    /**
     * A text, whose it is, whether it still stands, and whether the other may read it too at present, while the
     * partnership lasts.
     */
    private record Text(String words, Person author, BooleanSupplier isStanding, BooleanSupplier isShown) {}

    /** What each has said last of what they can say anew. */
    private final Map<List<Object>, String> last = new HashMap<>();

    /** In all runs together: in some the two part soon. */
    private static int seenOfOther;

    /** One side of a bid, as far as it decides who reads what. */
    private static final class Said {
        boolean isGiven;
        boolean isPrivate;
        String note = "";
    }

    private record Bid(String id, Person bidder, Map<Person, Said> said) {
        Said of(Person person) {
            return Objects.requireNonNull(said.get(person));
        }

        boolean isSaid(Person person) {
            return of(person).isGiven && !of(person).isPrivate;
        }

        /** The bidder's waits for the receiver's. */
        boolean isSeen(Person author) {
            return isSaid(author) && (author != bidder || said.keySet().stream().allMatch(this::isSaid));
        }
    }

    private final List<Bid> bids = new ArrayList<>();
    /** Who has shared an answer to the round of today, and whether both have. */
    private final Set<Person> shared = new HashSet<>();

    private boolean isRevealed;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nobody_reads_what_is_not_for_them(long seed) {
        var random = new Random(seed);
        var couple = Couple.together();
        var stranger = Person.stranger();
        ids.put("partnership", List.of(couple.partnership()));
        String round = couple.round("daily");
        ids.put("checkIn", List.of(round));
        ids.put("template", List.of("daily"));
        for (int step = 1; step <= STEPS; step++) {
            var actor = random.nextBoolean() ? couple.ana() : couple.ben();
            act(random, couple, actor, round, "w" + seed + "x" + step + "w");
            if (step % LOOK_EVERY == 0) {
                Stream.of(couple.ana(), couple.ben(), stranger).forEach(reader -> look(reader, seed));
            }
        }
    }

    @AfterAll
    static void what_may_be_read_was_read() {
        assertThat(seenOfOther).isPositive();
    }

    /** A text in the place of what its author said there before. */
    private void say(String place, String words, Person author, BooleanSupplier isShown) {
        List<Object> key = List.of(place, author);
        last.put(key, words);
        texts.add(new Text(words, author, () -> words.equals(last.get(key)), isShown));
    }

    private void act(Random random, Couple couple, Person actor, String round, String words) {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> log(random, couple, actor, words);
            case 3, 4, 5, 6 -> respond(random, couple, actor, words);
            case 7 -> unsay(random, couple, actor);
            case 8, 9 -> answer(couple, actor, round, random.nextInt(3) > 0, words);
            case 10 -> add(couple, actor, round, words);
            case 11 -> {
                if (status(actor.patch(couple.path(""), Map.of("nickname", words))) == 200) {
                    say("nickname", words, actor, () -> false);
                }
            }
            case 12 -> become(couple, actor, "paused");
            case 13, 14 -> become(couple, actor, "active");
            default -> {
                if (random.nextInt(6) == 0) {
                    become(couple, actor, "ended");
                }
                TestClock.pass(Duration.ofMinutes(random.nextInt(20)));
            }
        }
    }

    private void log(Random random, Couple couple, Person actor, String words) {
        var bidder = random.nextBoolean() ? couple.ana() : couple.ben();
        boolean isPrivate = !pausing.isEmpty();
        var response = actor.post(
                couple.path("/bids"),
                Map.of(
                        "bidder",
                        bidder == actor ? "me" : "partner",
                        "kind",
                        "play",
                        "channel",
                        "call",
                        "cue",
                        words,
                        "occurredAt",
                        TestClock.now().toString()));
        if (status(response) == 201) {
            var bid = new Bid(
                    response.extract().path("id"), bidder, Map.of(couple.ana(), new Said(), couple.ben(), new Said()));
            ids.computeIfAbsent("bid", none -> new ArrayList<>()).add(bid.id);
            texts.add(new Text(words, actor, () -> true, () -> !isPrivate));
            if (!isPrivate) {
                bids.add(bid);
            }
        }
    }

    private void respond(Random random, Couple couple, Person actor, String words) {
        if (bids.isEmpty()) {
            return;
        }
        Bid bid = bids.get(random.nextInt(bids.size()));
        boolean isNoteShared = random.nextBoolean();
        var response = actor.put(
                couple.path("/bids/" + bid.id + "/perspective"),
                Map.of("response", "noticed", "note", words, "noteShared", isNoteShared));
        if (status(response) == 200) {
            Said said = bid.of(actor);
            said.isPrivate = !pausing.isEmpty() && (!said.isGiven || said.isPrivate);
            said.isGiven = true;
            said.note = words;
            texts.add(new Text(
                    words,
                    actor,
                    () -> said.isGiven && words.equals(said.note),
                    () -> isNoteShared && words.equals(said.note) && bid.isSeen(actor)));
        }
    }

    private void unsay(Random random, Couple couple, Person actor) {
        if (!bids.isEmpty()) {
            Bid bid = bids.get(random.nextInt(bids.size()));
            if (status(actor.delete(couple.path("/bids/" + bid.id + "/perspective"))) == 204) {
                bid.of(actor).isGiven = false;
            }
        }
    }

    private void answer(Couple couple, Person actor, String round, boolean isShared, String words) {
        var response = couple.answer(actor, round, isShared ? "shared" : "private", Couple.daily(words));
        if (status(response) == 200) {
            shared.remove(actor);
            if (isShared) {
                shared.add(actor);
            }
            isRevealed |= shared.size() == 2;
            say("answer", words, actor, () -> isShared && isRevealed);
        }
    }

    private void add(Couple couple, Person actor, String round, String words) {
        if (status(actor.put(couple.path("/check-ins/" + round + "/answer/addendum"), Map.of("text", words))) == 200) {
            say("addendum", words, actor, () -> true);
        }
    }

    private void become(Couple couple, Person actor, String state) {
        if (status(actor.patch(couple.path(""), Map.of("state", state))) == 200) {
            switch (state) {
                case "paused" -> pausing.add(actor);
                case "active" -> pausing.remove(actor);
                default -> hasEnded = true;
            }
        }
    }

    private void look(Person reader, long seed) {
        String all = Contract.operations()
                .filter(Contract.Operation::isRead)
                .flatMap(operation -> paths(operation.path()))
                .map(path -> Shown.by(reader.request().get(path)))
                .collect(Collectors.joining("\n"));
        for (Text text : texts) {
            boolean isAllowed = text.author == reader || (!hasEnded && isMember(reader) && text.isShown.getAsBoolean());
            if (!isAllowed) {
                assertThat(all).as("seed %d, read by %s", seed, reader.name).doesNotContain(text.words);
            } else if (text.isStanding.getAsBoolean()) {
                assertThat(all).as("seed %d, not read by %s", seed, reader.name).contains(text.words);
                seenOfOther += text.author == reader ? 0 : 1;
            }
        }
    }

    private static boolean isMember(Person reader) {
        return !reader.name.equals("Sam");
    }

    /** The path with each id that there is of what it names. */
    private Stream<String> paths(String path) {
        int start = path.indexOf('{');
        if (start < 0) {
            return Stream.of(path);
        }
        String name = path.substring(start + 1, path.indexOf('}'));
        return ids.getOrDefault(name, List.of()).stream()
                .flatMap(id -> paths(path.substring(0, start) + id + path.substring(path.indexOf('}') + 1)));
    }

    private static int status(ValidatableResponse response) {
        return response.extract().statusCode();
    }
}
