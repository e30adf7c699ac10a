package app.toward.feed;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Tells accounts that something has changed that they may see, in the transaction of the change. Whoever may not see it
 * is not named: then nothing is written to their feed, and not even its cursor moves.
 */
public final class Feed {
    /**
     * One statement for all readers, their rows locked in the order of ids, so that writers never wait in a circle: a
     * transaction that told one reader and then another would hold the greater id and wait for the lesser.
     */
    private static final String TELL = """
            with numbered as (
                insert into feed (account_id, position)
                select reader, :count from unnest(:readers) as told (reader) order by reader
                on conflict (account_id) do update set position = feed.position + :count
                returning account_id, position)
            insert into feed_entry (account_id, position, kind, thing_id, is_gone, changed_at)
            select account_id, position - :count + ordinality, :kind, thing, account_id = any (:gone), :now
            from numbered, unnest(:things) with ordinality as changed (thing, ordinality)
            on conflict (account_id, kind, thing_id) do update
            set position = excluded.position, is_gone = excluded.is_gone, changed_at = excluded.changed_at
            """;

    private Feed() {}

    /**
     * Says that a thing is new or has changed for these readers.
     *
     * @param kind the thing's kind as the feed calls it, like {@code bid}
     */
    public static void upsert(String kind, UUID thing, Collection<UUID> readers, Instant now) {
        tell(kind, Set.of(thing), readers, Set.of(), now);
    }

    /** Says of many things at once that they are new or have changed for these readers. */
    public static void upsertAll(String kind, Set<UUID> things, Collection<UUID> readers, Instant now) {
        tell(kind, things, readers, Set.of(), now);
    }

    /** Says that a thing is gone for these readers, or went out of their sight. */
    public static void delete(String kind, UUID thing, Collection<UUID> readers, Instant now) {
        tell(kind, Set.of(thing), Set.of(), readers, now);
    }

    /** Says that a thing has changed for some and is gone for others: to all of them at once, for the order of ids. */
    public static void change(
            String kind, UUID thing, Collection<UUID> changedFor, Collection<UUID> goneFor, Instant now) {
        tell(kind, Set.of(thing), changedFor, goneFor, now);
    }

    private static void tell(
            String kind, Set<UUID> things, Collection<UUID> changedFor, Collection<UUID> goneFor, Instant now) {
        var readers = Stream.concat(changedFor.stream(), goneFor.stream()).toArray(UUID[]::new);
        Panache.getSession()
                .createNativeMutationQuery(TELL)
                .setParameter("readers", readers)
                .setParameter("kind", kind)
                .setParameter("things", things.toArray(UUID[]::new))
                .setParameter("count", (long) things.size())
                .setParameter("gone", goneFor.toArray(UUID[]::new))
                .setParameter("now", now)
                .executeUpdate();
    }
}
