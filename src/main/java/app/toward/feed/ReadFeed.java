package app.toward.feed;

import app.toward.session.Caller;
import app.toward.shared.Keys;
import app.toward.shared.Problem;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a feed: one query for what has changed, and a fixed number for each kind of thing that occurs in it. */
@Singleton
class ReadFeed {
    private final Keys keys;
    private final Map<String, Shows> shows;

    ReadFeed(Keys keys, @All List<Shows> shows) {
        this.keys = keys;
        this.shows = shows.stream().collect(Collectors.toMap(Shows::kind, Function.identity()));
    }

    /**
     * A part of a feed as its account sees it now.
     *
     * @param changes by their positions
     * @param changedAt when what changed first in it did; null if nothing did
     */
    record Part(
            SortedMap<Long, ChangeView> changes,
            FeedCursor reached,
            boolean hasMore,
            @Nullable Instant changedAt) {}

    /**
     * What comes after a cursor in the caller's feed.
     *
     * @param cursor absent for who has read nothing: they get what there is, and nothing of what is gone
     * @throws Problem 400 for a cursor that is not of this feed; 401 if the session has ended; 410 for a cursor that
     *     deletions were forgotten after
     */
    FeedPage page(Caller caller, @Nullable String cursor, int limit, Instant now) {
        UUID account = caller.claimedAccountId();
        FeedCursor after = cursor == null ? null : FeedCursor.read(cursor, account, keys);
        Entry.Part found = Entry.after(caller, positionOf(after), knownOf(after), limit + 1, now);
        Part part = part(account, after, found, limit, now)
                .orElseThrow(() -> Problem.gone(
                        "cursor_expired", "Deletions after this cursor are no longer known. Start over without one."));
        return new FeedPage(List.copyOf(part.changes.values()), part.reached.text(account, keys), part.hasMore);
    }

    /** The same, by its parts; nothing if the cursor is too old, or of a time that the database has forgotten. */
    Optional<Part> part(UUID account, @Nullable FeedCursor after, int limit, Instant now) {
        return part(account, after, Entry.after(account, positionOf(after), knownOf(after), limit + 1), limit, now);
    }

    private static long positionOf(@Nullable FeedCursor after) {
        return after == null ? 0 : after.position();
    }

    private static long knownOf(@Nullable FeedCursor after) {
        return after == null ? Long.MAX_VALUE : after.known();
    }

    private Optional<Part> part(UUID account, @Nullable FeedCursor after, Entry.Part part, int limit, Instant now) {
        long known = after == null ? part.head() : after.known();
        if (known < part.forgotten() || positionOf(after) > part.head()) {
            return Optional.empty();
        }
        boolean hasMore = part.entries().size() > limit;
        List<Entry> entries = hasMore ? part.entries().subList(0, limit) : part.entries();
        long reached = hasMore ? entries.get(limit - 1).position() : part.head();
        Instant changedAt =
                entries.stream().map(Entry::changedAt).min(Instant::compareTo).orElse(null);
        return Optional.of(
                new Part(shown(account, entries, known, now), new FeedCursor(reached, known), hasMore, changedAt));
    }

    private SortedMap<Long, ChangeView> shown(UUID account, List<Entry> entries, long known, Instant now) {
        Map<Thing, Record> seen = new HashMap<>();
        entries.stream()
                .filter(entry -> !entry.isGone())
                .map(Entry::thing)
                .collect(Collectors.groupingBy(Thing::kind))
                .forEach((kind, things) -> seen.putAll(showing(kind).show(account, things, now)));
        SortedMap<Long, ChangeView> changes = new TreeMap<>();
        entries.stream()
                // Who never had it need not be told that it is gone.
                .filter(entry -> entry.position() > known || seen.containsKey(entry.thing()))
                .forEach(entry -> changes.put(entry.position(), ChangeView.of(entry.thing(), seen.get(entry.thing()))));
        return changes;
    }

    /** Fails rather than passing over a kind, which the client would never get. */
    private Shows showing(String kind) {
        Shows showing = shows.get(kind);
        if (showing == null) {
            throw new IllegalStateException("Nobody shows things of the kind " + kind);
        }
        return showing;
    }
}
