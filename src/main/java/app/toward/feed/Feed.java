package app.toward.feed;

import app.toward.shared.Row;
import app.toward.shared.Rows;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells accounts that something has changed that they may see, in the transaction of the change. Whoever may not see it
 * is not named: then nothing is written to their feed, and not even its cursor moves.
 */
public final class Feed {
    private static final String TOLD = """
            with told as (
                select reader, kind, partnership, thing, is_gone,
                       row_number() over (partition by reader order by ordinality) as ordinal,
                       count(*) over (partition by reader) as total
                from unnest(:readers, :kinds, :partnerships, :things, :gone)
                    with ordinality as told (reader, kind, partnership, thing, is_gone, ordinality)),
            """;

    /** One thing, and who is to be told of it as that comes out of its writing. */
    private static final String WRITTEN_IS_TOLD = """
            , told as (
                select reader, cast(:kind as text) as kind, cast(:partnership as uuid) as partnership,
                       cast(:thing as uuid) as thing, false as is_gone, 1 as ordinal, 1 as total
                from written),
            """;

    private static final String NUMBERED = """
            numbered as (
                insert into feed (account_id, position)
                select reader, count(*) from told group by reader order by reader
                on conflict (account_id) do update set position = feed.position + excluded.position
                returning account_id, position)
            """;

    private static final String ENTER = """
            insert into feed_entry (account_id, position, kind, partnership_id, thing_id, is_gone, changed_at)
            select reader, position - total + ordinal, kind, partnership, thing, is_gone, :now
            from told join numbered on account_id = reader
            on conflict on constraint feed_entry_thing do update
            set position = excluded.position, is_gone = excluded.is_gone, changed_at = excluded.changed_at
            """;

    /**
     * One statement for all readers, their rows locked in the order of ids, so that writers never wait in a circle: a
     * transaction that told one reader and then another would hold the greater id and wait for the lesser.
     */
    private static final String TELL = TOLD + NUMBERED + ENTER;

    /** First of all, and apart: what somebody else has told in the meantime is seen only by a statement after it. */
    private static final String TAKE_TURN = """
            insert into feed (account_id, position) values (:reader, 0)
            on conflict (account_id) do update set position = feed.position
            returning position
            """;

    private static final String TOLD_OF = """
            select position, thing_id from feed_entry
            where account_id = :reader and position > :after and position <= :head
            and kind = :kind and partnership_id = :partnership and not is_gone
            order by position limit :most
            """;

    /** So many at once that a statement ends long before the database is taken for dead. */
    private static final int AT_ONCE = 5_000;

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
     * Says that everything of a kind in a partnership that a reader was told of has changed for them, or is gone.
     *
     * @param remaining given ids of such things, those of what the reader still sees
     */
    public static void changeEvery(
            String kind, UUID partnership, UUID reader, UnaryOperator<Set<UUID>> remaining, Instant now) {
        long head = Panache.getSession()
                .createNativeQuery(TAKE_TURN, Long.class)
                .setParameter("reader", reader)
                .getSingleResult();
        List<Object[]> told = toldOf(kind, partnership, reader, 0, head);
        while (!told.isEmpty()) {
            Set<UUID> seen =
                    remaining.apply(told.stream().map(row -> (UUID) row[1]).collect(Collectors.toSet()));
            tell(
                    told.stream()
                            .map(row -> new Told(
                                    reader, new Thing(kind, partnership, (UUID) row[1]), !seen.contains((UUID) row[1])))
                            .toList(),
                    now);
            told = toldOf(kind, partnership, reader, (long) told.get(told.size() - 1)[0], head);
        }
    }

    private static List<Object[]> toldOf(String kind, UUID partnership, UUID reader, long after, long head) {
        return Panache.getSession()
                .createNativeQuery(TOLD_OF, Object[].class)
                .setParameter("kind", kind)
                .setParameter("partnership", partnership)
                .setParameter("reader", reader)
                .setParameter("after", after)
                .setParameter("head", head)
                .setParameter("most", AT_ONCE)
                .getResultList();
    }

    /**
     * Writes a thing and says so in one statement, that of the writing: it may turn out only then who is to be told.
     *
     * @param writing common table expressions, the last of which is {@code written}: a row for each who is to be told, whose
     *     id is its first column, {@code reader}. They may use {@code :partnership}, {@code :thing} and {@code :now} too
     * @param taker takes the other columns of {@code written}
     * @return what it made of each row
     */
    public static <T> List<T> write(
            String writing,
            Map<String, ? extends @Nullable Object> parameters,
            Thing thing,
            Instant now,
            Row.Reader<T> taker) {
        Map<String, @Nullable Object> all = new HashMap<>(parameters);
        all.put("kind", thing.kind());
        all.put("partnership", thing.partnership());
        all.put("thing", thing.id());
        all.put("now", now);
        Set<UUID> readers = new HashSet<>();
        List<T> written = Rows.find(
                "with " + writing + WRITTEN_IS_TOLD + NUMBERED + ", entries as (" + ENTER + ") select * from written",
                all,
                row -> {
                    readers.add(row.id());
                    return taker.read(row);
                });
        hint(readers);
        return written;
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
        hint(all.stream().map(Told::reader).collect(Collectors.toSet()));
    }

    /** Streams learn of it once it is committed. */
    private static void hint(Set<UUID> readers) {
        CDI.current().getBeanManager().getEvent().fire(Hint.of(readers));
    }

    private static <S, T> T[] column(List<S> all, Function<S, @Nullable T> value, IntFunction<T[]> array) {
        return all.stream().map(value).toArray(array);
    }
}
