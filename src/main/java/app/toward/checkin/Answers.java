package app.toward.checkin;

import app.toward.partnership.Membership;
import app.toward.shared.Position;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a round as one of its two members may meet them.
 *
 * @param mine the caller's place; null while neither has one, which must look like an empty one
 * @param partners on a read, only a revealed one is ever found; under a lock it may be a hidden one
 */
record Answers(@Nullable Answer mine, @Nullable Answer partners) {
    static final Answers NONE = new Answers(null, null);

    /** Both places, locked, and made if need be. In the order of ids, so that two who submit never wait in a circle. */
    private static final String LOCK = """
            insert into answer
                (partnership_id, check_in_id, author_id, template, template_version, date, stands_at, closes_at, is_late)
            select :partnership, :checkIn, author, :template, :version, :date, :standsAt, :closesAt, false
            from unnest(:members) as seat (author) order by author
            on conflict (partnership_id, check_in_id, author_id) do update set check_in_id = excluded.check_in_id
            returning *
            """;

    private static final String SELECT = """
            select mine, partners
            from Answer mine
            left join Answer partners on partners.partnershipId = mine.partnershipId
                and partners.checkInId = mine.checkInId
                and partners.authorId <> mine.authorId
                and partners.revealedAt is not null
            where mine.partnershipId = :partnership and mine.authorId = :me
            """;

    static Answers find(Membership membership, UUID checkIn) {
        return select(membership, " and mine.checkInId = :checkIn")
                .setParameter("checkIn", checkIn)
                .uniqueResultOptional()
                .map(Answers::of)
                .orElse(NONE);
    }

    /** The rounds that the caller answered and those opened on demand, newest first. */
    static List<Answers> list(Membership membership, Position after, int limit) {
        return select(membership, """
                         and (mine.visibility is not null or mine.closesAt is not null)
                         and (mine.standsAt, mine.checkInId) < (:at, :id)
                        order by mine.standsAt desc, mine.checkInId desc
                        """)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(limit)
                .getResultStream()
                .map(Answers::of)
                .toList();
    }

    /** What there is for these rounds, and for those opened on demand that are open. */
    static List<Answers> open(Membership membership, Collection<UUID> rounds, Instant now) {
        return select(membership, " and (mine.checkInId in :rounds or mine.closesAt > :now)")
                .setParameter("rounds", rounds)
                .setParameter("now", now)
                .getResultStream()
                .map(Answers::of)
                .toList();
    }

    private static SelectionQuery<Object[]> select(Membership membership, String rest) {
        return Panache.getSession()
                .createSelectionQuery(SELECT + rest, Object[].class)
                .setParameter("partnership", membership.partnershipId())
                .setParameter("me", membership.accountId());
    }

    private static Answers of(Object[] row) {
        return new Answers((Answer) row[0], (Answer) row[1]);
    }

    static Answers locked(Membership membership, Round round) {
        List<Answer> places = Panache.getSession()
                .createNativeQuery(LOCK, Answer.class)
                .setParameter("partnership", membership.partnershipId())
                .setParameter("checkIn", round.id())
                .setParameter("template", round.template().key())
                .setParameter("version", round.version().number())
                .setParameter("date", round.date())
                .setParameter("standsAt", round.position().at())
                .setParameter("closesAt", round.isOnDemand() ? round.window().closes() : null, Instant.class)
                .setParameter("members", membership.members().toArray(UUID[]::new))
                .getResultList();
        return new Answers(placeOf(places, membership.accountId()), placeOf(places, membership.partnerId()));
    }

    private static @Nullable Answer placeOf(List<Answer> places, @Nullable UUID author) {
        return places.stream()
                .filter(place -> place.authorId.equals(author))
                .findFirst()
                .orElse(null);
    }

    boolean areRevealed() {
        return mine != null && mine.isRevealed();
    }

    /**
     * Puts the caller's answer to a round in its place, under the lock; the second shared one reveals both.
     *
     * @return whether anything changed: not if it is the same answer once more
     * @throws Problem 409 if another answer stands because it was revealed, or if the window has ended
     */
    boolean give(Visibility visibility, Values values, Round round, Membership membership, Instant now) {
        Answer place = place();
        if (place.says(visibility, values)) {
            return false;
        }
        if (place.isRevealed()) {
            throw Problem.conflict("already_revealed", "Both answers are revealed, and stand.");
        }
        if (!round.window().isOpenAt(now)) {
            throw Problem.conflict("round_closed", "The window of this check-in has ended.");
        }
        place.give(visibility, values, round.isLateAt(now, membership), now);
        if (place.isShared() && partners != null && partners.isShared()) {
            place.reveal(now);
            partners.reveal(now);
        }
        return true;
    }

    Answer place() {
        if (mine == null) {
            throw new IllegalStateException("Only a locked round has a place");
        }
        return mine;
    }
}
