package app.toward.feed;

import app.toward.session.Caller;
import app.toward.shared.EventLoopRows;
import app.toward.shared.Keys;
import app.toward.shared.Problem;
import io.quarkus.arc.All;
import io.vertx.core.Future;
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
    private final EventLoopRows rows;
    private final Keys keys;
    private final Map<String, Shows> shows;

    ReadFeed(EventLoopRows rows, Keys keys, @All List<Shows> shows) {
        this.rows = rows;
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
     * What there is to be shown.
     *
     * @param known up to where deletions are not told, of what the reader does not have
     */
    private record Found(List<Entry> entries, FeedCursor reached, boolean hasMore, long known) {
        Map<String, List<Thing>> thingsByKind() {
            return entries.stream()
                    .filter(entry -> !entry.isGone())
                    .map(Entry::thing)
                    .collect(Collectors.groupingBy(Thing::kind));
        }

        Part with(Map<Thing, Record> seen) {
            SortedMap<Long, ChangeView> changes = new TreeMap<>();
            entries.stream()
                    // Who never had it need not be told that it is gone.
                    .filter(entry -> entry.position() > known || seen.containsKey(entry.thing()))
                    .forEach(entry ->
                            changes.put(entry.position(), ChangeView.of(entry.thing(), seen.get(entry.thing()))));
            Instant changedAt = entries.stream()
                    .map(Entry::changedAt)
                    .min(Instant::compareTo)
                    .orElse(null);
            return new Part(changes, reached, hasMore, changedAt);
        }
    }

    /**
     * What comes after a cursor in the caller's feed.
     *
     * @param cursor absent for who has read nothing: they get what there is, and nothing of what is gone
     * @throws Problem 400 for a cursor that is not of this feed; 401 if the session has ended; 410 for a cursor that
     *     deletions were forgotten after
     */
    Future<FeedPage> page(Caller caller, @Nullable String cursor, int limit, Instant now) {
        UUID account = caller.claimedAccountId();
        FeedCursor after = cursor == null ? null : FeedCursor.read(cursor, account, keys);
        return Entry.after(rows, caller, positionOf(after), knownOf(after), limit + 1, now)
                .compose(found -> {
                    Found part = found(after, found, limit)
                            .orElseThrow(() -> Problem.gone(
                                    "cursor_expired",
                                    "Deletions after this cursor are no longer known. Start over without one."));
                    return seen(account, part, now)
                            .map(seen -> page(part.with(seen), reached(part, after, cursor, account)));
                });
    }

    /** Who has read everything gets the cursor that they came with: most often there is nothing new. */
    private String reached(Found part, @Nullable FeedCursor after, @Nullable String cursor, UUID account) {
        return cursor != null && part.reached.equals(after) ? cursor : part.reached.text(account, keys);
    }

    private static FeedPage page(Part part, String cursor) {
        return new FeedPage(List.copyOf(part.changes.values()), cursor, part.hasMore);
    }

    /** One kind after the other, for a caller has one connection at a time. */
    private Future<Map<Thing, Record>> seen(UUID account, Found part, Instant now) {
        Future<Map<Thing, Record>> all = Future.succeededFuture(new HashMap<>());
        for (var things : part.thingsByKind().entrySet()) {
            all = all.compose(before -> showing(things.getKey())
                    .show(rows, account, things.getValue(), now)
                    .map(seen -> {
                        before.putAll(seen);
                        return before;
                    }));
        }
        return all;
    }

    /** The same, by its parts; nothing if the cursor is too old, or of a time that the database has forgotten. */
    Optional<Part> part(UUID account, @Nullable FeedCursor after, int limit, Instant now) {
        return found(after, Entry.after(account, positionOf(after), knownOf(after), limit + 1), limit)
                .map(part -> {
                    Map<Thing, Record> seen = new HashMap<>();
                    part.thingsByKind()
                            .forEach((kind, things) -> seen.putAll(showing(kind).show(account, things, now)));
                    return part.with(seen);
                });
    }

    private static long positionOf(@Nullable FeedCursor after) {
        return after == null ? 0 : after.position();
    }

    private static long knownOf(@Nullable FeedCursor after) {
        return after == null ? Long.MAX_VALUE : after.known();
    }

    private static Optional<Found> found(@Nullable FeedCursor after, Entry.Part part, int limit) {
        long known = after == null ? part.head() : after.known();
        if (known < part.forgotten() || positionOf(after) > part.head()) {
            return Optional.empty();
        }
        boolean hasMore = part.entries().size() > limit;
        List<Entry> entries = hasMore ? part.entries().subList(0, limit) : part.entries();
        long reached = hasMore ? entries.get(limit - 1).position() : part.head();
        return Optional.of(new Found(entries, new FeedCursor(reached, known), hasMore, known));
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
