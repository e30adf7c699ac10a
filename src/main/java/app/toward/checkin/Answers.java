package app.toward.checkin;

import app.toward.partnership.Membership;
import app.toward.partnership.PartnershipState;
import app.toward.shared.Position;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a round as one of its two members may meet them.
 *
 * @param mine the caller's place, if they have one
 * @param partners the other's, from the reveal on
 * @param isPartnerGone whether the partnership has ended, and with it the sight of the other's answer
 */
record Answers(@Nullable Answer mine, @Nullable Answer partners, boolean isPartnerGone) {
    static final Answers NONE = new Answers(null, null, false);

    /**
     * Before the reveal, and after the end of the partnership, the other's place is not even looked for: a null finds no
     * entry of an index. After the end a round is there only for who has answered it.
     */
    private static final String SELECT = """
            select mine, partners, p.state
            from Answer mine
            join Partnership p on p.id = mine.partnershipId
            left join Answer partners on partners.partnershipId = mine.partnershipId
                and partners.checkInId =
                    case when mine.revealedAt is not null and p.state <> ENDED then mine.checkInId end
                and partners.authorId <> mine.authorId
            where mine.authorId = :me and (p.state <> ENDED or mine.visibility is not null)
            """.replace("ENDED", PartnershipState.class.getName() + ".ENDED");

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
                         and (mine.standsAt, mine.checkInId) < (:at, :id)
                        order by mine.standsAt desc, mine.checkInId desc
                        """)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(Answers::of)
                .toList();
    }

    /** What there is for these dated rounds, and for those opened on demand that are open. */
    static List<Answers> open(Membership membership, Collection<UUID> dated, Instant now) {
        return select(membership, " and (mine.checkInId in :dated or mine.closesAt > :now and mine.revealedAt is null)")
                .setParameter("dated", dated)
                .setParameter("now", now)
                .getResultList()
                .stream()
                .map(Answers::of)
                .toList();
    }

    /** What one person meets in rounds of several partnerships. */
    static List<Answers> of(UUID reader, Collection<UUID> partnerships, Collection<UUID> rounds) {
        return Panache.getSession()
                .createSelectionQuery(
                        SELECT + " and mine.partnershipId in :partnerships and mine.checkInId in :rounds",
                        Object[].class)
                .setParameter("me", reader)
                .setParameter("partnerships", partnerships)
                .setParameter("rounds", rounds)
                .getResultList()
                .stream()
                .map(Answers::of)
                .toList();
    }

    /** What there is for the rounds opened on demand that are open. */
    static List<Answers> openOnDemand(Membership membership, Instant now) {
        return select(membership, " and mine.closesAt > :now and mine.revealedAt is null")
                .setParameter("now", now)
                .getResultList()
                .stream()
                .map(Answers::of)
                .toList();
    }

    private static SelectionQuery<Object[]> select(Membership membership, String rest) {
        return Panache.getSession()
                .createSelectionQuery(SELECT + " and mine.partnershipId = :partnership" + rest, Object[].class)
                .setParameter("partnership", membership.partnershipId())
                .setParameter("me", membership.accountId());
    }

    private static Answers of(Object[] row) {
        return new Answers((Answer) row[0], (Answer) row[1], row[2] == PartnershipState.ENDED);
    }

    /** Makes the places of both in a round on demand, which both then see. */
    static Answers open(Membership membership, Round round) {
        membership.members().forEach(member -> new Answer(membership, round, member).persist());
        return find(membership, round.id());
    }

    boolean areRevealed() {
        return mine != null && mine.isRevealed();
    }

    /**
     * Puts the caller's answer to a round in its place, in their turn; the second shared one reveals both.
     *
     * @return what the caller then sees; nothing if it is the same answer once more
     * @throws Problem 409 if another answer stands because it was revealed, if the window has ended, or if it would be
     *     shared during a pause
     */
    Optional<Answers> give(Visibility visibility, Values values, Round round, Membership membership, Instant now) {
        if (mine != null && mine.says(visibility, values)) {
            return Optional.empty();
        }
        if (areRevealed()) {
            throw Problem.conflict("already_revealed", "Both answers are revealed, and stand.");
        }
        if (!round.window().isOpenAt(now)) {
            throw Problem.conflict("round_closed", "The window of this check-in has ended.");
        }
        if (visibility == Visibility.SHARED) {
            membership.requireNotPaused();
        }
        Answer place = mine == null ? new Answer(membership, round, membership.accountId()) : mine;
        place.give(visibility, values, round.isLateAt(now, membership), now);
        place.persist();
        Answer partners = place.isShared() ? sharedByPartner(membership, round) : null;
        if (partners != null) {
            place.reveal(now);
            partners.reveal(now);
        }
        return Optional.of(new Answers(place, partners, false));
    }

    /**
     * Adds to the caller's answer.
     *
     * @return whether that changed anything
     * @throws Problem 409 before the reveal, if the answer was withdrawn, or if it would be new during a pause
     */
    boolean add(String words, Membership membership) {
        if (mine == null || !mine.isRevealed()) {
            throw Problem.conflict("not_revealed", "Before the reveal, change the answer itself.");
        }
        if (!words.equals(mine.addendum)) {
            membership.requireNotPaused();
        }
        return mine.add(words);
    }

    /** Both see a change of what is revealed, unless one has gone; of what is not, its author alone. */
    List<UUID> readers(Membership membership) {
        return areRevealed() && !isPartnerGone ? membership.members() : List.of(membership.accountId());
    }

    /** Asked for only by who shares their own, and so is told of the reveal anyway. */
    private static @Nullable Answer sharedByPartner(Membership membership, Round round) {
        return Answer.find(
                        "partnershipId = ?1 and checkInId = ?2 and authorId <> ?3 and visibility = ?4",
                        membership.partnershipId(),
                        round.id(),
                        membership.accountId(),
                        Visibility.SHARED)
                .firstResult();
    }

    Answer place() {
        if (mine == null) {
            throw new IllegalStateException("Only what is stored has a place");
        }
        return mine;
    }
}
