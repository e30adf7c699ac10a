package app.toward.feed;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That a thing changed for an account, or is gone, and where this stands in its feed. */
record Entry(long position, Thing thing, boolean isGone, Instant changedAt) {
    /** In one statement, so that how far the feed goes fits what is found in it. */
    private static final String SELECT = """
            select head.position as head, head.forgotten,
                   entry.position, entry.kind, entry.partnership_id, entry.thing_id, entry.is_gone,
                   entry.changed_at
            from feed as head
            left join lateral (
                select * from feed_entry
                where account_id = head.account_id and position > :after and (position > :known or not is_gone)
                order by position limit :limit) as entry on true
            where head.account_id = :account
            """;

    /**
     * A part of a feed.
     *
     * @param head how far the feed goes
     * @param forgotten up to where deletions are no longer kept
     */
    record Part(long head, long forgotten, List<Entry> entries) {}

    /** The first entries after a position, but for deletions up to the one that is {@code known}. */
    static Part after(UUID account, long position, long known, int limit) {
        List<Object[]> rows = Panache.getSession()
                .createNativeQuery(SELECT, Object[].class)
                .setParameter("account", account)
                .setParameter("after", position)
                .setParameter("known", known)
                .setParameter("limit", limit)
                .getResultList();
        if (rows.isEmpty()) {
            return new Part(0, 0, List.of());
        }
        Object[] head = rows.get(0);
        return new Part(
                (long) head[0],
                (long) head[1],
                rows.stream()
                        .filter(row -> row[2] != null)
                        .map(Entry::of)
                        .sorted(Comparator.comparing(Entry::position))
                        .toList());
    }

    private static Entry of(Object[] row) {
        @Nullable UUID partnership = (UUID) row[4];
        return new Entry(
                (long) row[2], new Thing((String) row[3], partnership, (UUID) row[5]), (boolean) row[6], (Instant)
                        row[7]);
    }
}
