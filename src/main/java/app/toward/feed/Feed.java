package app.toward.feed;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
            with told as (
                select reader, kind, partnership, thing, is_gone,
                       row_number() over (partition by reader order by ordinality) as ordinal,
                       count(*) over (partition by reader) as total
                from unnest(:readers, :kinds, :partnerships, :things, :gone)
                    with ordinality as told (reader, kind, partnership, thing, is_gone, ordinality)),
            numbered as (
                insert into feed (account_id, position)
                select reader, count(*) from told group by reader order by reader
                on conflict (account_id) do update set position = feed.position + excluded.position
                returning account_id, position)
            insert into feed_entry (account_id, position, kind, partnership_id, thing_id, is_gone, changed_at)
            select reader, position - total + ordinal, kind, partnership, thing, is_gone, :now
            from told join numbered on account_id = reader
            on conflict on constraint feed_entry_thing do update
            set position = excluded.position, is_gone = excluded.is_gone, changed_at = excluded.changed_at
            """;

    /** First of all, and apart: what somebody else has told in the meantime is seen only by a statement after it. */
    private static final String TAKE_TURN = """
            insert into feed (account_id, position)
            select reader, 0 from unnest(:readers) as told (reader) order by reader
            on conflict (account_id) do update set position = feed.position
            returning account_id, position
            """;

    /**
     * So many of a reader at once that a statement ends long before the database is taken for dead. They are found again by where
     * they are stored, which nobody else changes now: whatever is known of the table, no plan of that is quadratic.
     */
    private static final int AT_ONCE = 5_000;

    private static final String TELL_EVERY = """
            with told as (
                select place, account_id,
                       row_number() over (partition by account_id order by position) as ordinal,
                       count(*) over (partition by account_id) as total
                from unnest(:readers, :heads) as reader (account_id, head)
                cross join lateral (
                    select ctid as place, position from feed_entry
                    where account_id = reader.account_id and position <= head
                    and kind = :kind and partnership_id = :partnership and not is_gone
                    order by position limit :most) as untold),
            numbered as (
                update feed set position = feed.position + total
                from (select distinct account_id, total from told) as counted
                where feed.account_id = counted.account_id
                returning feed.account_id, feed.position - total as before)
            update feed_entry set position = before + ordinal, is_gone = :gone, changed_at = :now
            from told join numbered using (account_id)
            where feed_entry.ctid = place
            """;

    private Feed() {}

    /** Says that a thing is new or has changed for these readers. */
    public static void upsert(Thing thing, Collection<UUID> readers, Instant now) {
        change(thing, readers, List.of(), now);
    }

    /** Says of many things at once, each named once, that they are new or have changed for these readers. */
    public static void upsertAll(Collection<Thing> things, Collection<UUID> readers, Instant now) {
        tell(things.stream().flatMap(thing -> told(thing, readers, false)).toList(), now);
    }

    /** Says to a person's devices that their profile has changed. */
    public static void upsertMe(UUID account, Instant now) {
        upsert(Thing.me(account), List.of(account), now);
    }

    /** Says that a thing has changed for some and is gone for others: to all of them at once, for the order of ids. */
    public static void change(Thing thing, Collection<UUID> changedFor, Collection<UUID> goneFor, Instant now) {
        tell(
                Stream.concat(told(thing, changedFor, false), told(thing, goneFor, true))
                        .toList(),
                now);
    }

    /**
     * Says that everything of a kind in a partnership may have changed for these readers: each of what they were told
     * of, and nothing else. What of it they no longer see when they read is shown as gone.
     */
    public static void upsertEvery(String kind, UUID partnership, Collection<UUID> readers, Instant now) {
        tellEvery(kind, partnership, readers, false, now);
    }

    /** Says that everything of a kind in a partnership that these readers were told of is gone for them. */
    public static void deleteEvery(String kind, UUID partnership, Collection<UUID> readers, Instant now) {
        tellEvery(kind, partnership, readers, true, now);
    }

    private static Stream<Told> told(Thing thing, Collection<UUID> readers, boolean isGone) {
        return readers.stream().map(reader -> new Told(reader, thing, isGone));
    }

    /** Says of different things to different readers what has become of them. */
    public static void tell(List<Told> all, Instant now) {
        Panache.getSession()
                .createNativeMutationQuery(TELL)
                .setParameter("readers", column(all, Told::reader, UUID[]::new))
                .setParameter("kinds", column(all, told -> told.thing().kind(), String[]::new))
                .setParameter("partnerships", column(all, told -> told.thing().partnership(), UUID[]::new))
                .setParameter("things", column(all, told -> told.thing().id(), UUID[]::new))
                .setParameter("gone", column(all, Told::isGone, Boolean[]::new))
                .setParameter("now", now)
                .executeUpdate();
        hint();
    }

    /** Streams learn of it once it is committed. */
    private static void hint() {
        CDI.current().getBeanManager().getEvent().fire(new News());
    }

    private static <S, T> T[] column(List<S> all, Function<S, @Nullable T> value, IntFunction<T[]> array) {
        return all.stream().map(value).toArray(array);
    }

    private static void tellEvery(
            String kind, UUID partnership, Collection<UUID> readers, boolean isGone, Instant now) {
        List<Object[]> heads = Panache.getSession()
                .createNativeQuery(TAKE_TURN, Object[].class)
                .setParameter("readers", readers.toArray(UUID[]::new))
                .getResultList();
        int told;
        do {
            told = Panache.getSession()
                    .createNativeMutationQuery(TELL_EVERY)
                    .setParameter("readers", column(heads, head -> (UUID) head[0], UUID[]::new))
                    .setParameter("heads", column(heads, head -> (Long) head[1], Long[]::new))
                    .setParameter("kind", kind)
                    .setParameter("partnership", partnership)
                    .setParameter("gone", isGone)
                    .setParameter("now", now)
                    .setParameter("most", AT_ONCE)
                    .executeUpdate();
        } while (told >= AT_ONCE);
        hint();
    }
}
