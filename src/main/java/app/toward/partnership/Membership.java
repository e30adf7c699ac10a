package app.toward.partnership;

import app.toward.account.CalendarHistory;
import app.toward.account.PersonalCalendar;
import app.toward.session.Caller;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The caller's place in one partnership: the only way to anything that belongs to it.
 *
 * @param since when the partnership began
 * @param partnerId absent once the partner has erased their account
 * @param partnerCalendars once the partner has erased their account, what past rounds need of them
 */
public record Membership(
        UUID partnershipId,
        UUID accountId,
        @Nullable UUID partnerId,
        Instant since,
        CalendarHistory calendars,
        @Nullable CalendarHistory partnerCalendars,
        PartnershipKind kind,
        PartnershipState state) {

    private static final String SELECT = """
            select m.partnershipId, m.accountId, m.partnerId, m.joinedAt,
                   me.timeZone, me.dayStart, me.pastCalendars,
                   partner.timeZone, partner.dayStart, partner.pastCalendars,
                   m.partnerCalendars, p.kind, p.state
            """;

    private static final String SEVERAL = SELECT + """
            from Member m
            join Partnership p on p.id = m.partnershipId
            join Account me on me.id = m.accountId
            left join Account partner on partner.id = m.partnerId
            where m.accountId = :account and m.partnershipId in :partnerships
            """;

    /** Session, account and membership in one query: what has ended since the token was signed counts at once. */
    private static final String QUERY = SELECT + """
            from Session s
            join Account me on me.id = s.accountId
            left join Member m on m.accountId = s.accountId and m.partnershipId = :partnership
            left join Partnership p on p.id = m.partnershipId
            left join Account partner on partner.id = m.partnerId
            where s.id = :session and s.accountId = :account and s.expiresAt > :now
            """;

    /** Shared, so that the two do not wait for each other, and known as it is when the lock is got. */
    private static final String HOLD = "select state from partnership where id = :partnership for share";

    private static final String HOLD_ALONE = "select state from partnership where id = :partnership for no key update";

    private static final String ALL = SELECT + """
            from Member m
            join Partnership p on p.id = m.partnershipId
            join Account me on me.id = m.accountId
            left join Account partner on partner.id = m.partnerId
            where m.accountId = :account
            order by m.joinedAt, m.partnershipId
            """;

    /**
     * The caller's membership in a partnership.
     *
     * @throws Problem 401 if the caller's session has ended; 404 if there is no such membership, whatever else there is
     */
    public static Membership of(Caller caller, UUID partnership, Instant now) {
        Object[] row = Panache.getSession()
                .createSelectionQuery(QUERY, Object[].class)
                .setParameter("partnership", partnership)
                .setParameter("session", caller.claimedSessionId())
                .setParameter("account", caller.claimedAccountId())
                .setParameter("now", now)
                .getSingleResultOrNull();
        if (row == null) {
            throw Caller.sessionEnded();
        }
        if (row[0] == null) {
            throw Problem.notFound();
        }
        return of(row);
    }

    /**
     * The places of an account in those of these partnerships that it has one in. It asks for no session: only for
     * readers of the feed, who were found to be signed in before.
     */
    public static Map<UUID, Membership> of(UUID account, Collection<UUID> partnerships) {
        return Panache.getSession()
                .createSelectionQuery(SEVERAL, Object[].class)
                .setParameter("account", account)
                .setParameter("partnerships", partnerships)
                .getResultList()
                .stream()
                .map(Membership::of)
                .collect(Collectors.toMap(Membership::partnershipId, Function.identity()));
    }

    /** All memberships of an account, for what happens without a caller. */
    public static List<Membership> all(UUID account) {
        return Panache.getSession()
                .createSelectionQuery(ALL, Object[].class)
                .setParameter("account", account)
                .getResultList()
                .stream()
                .map(Membership::of)
                .toList();
    }

    private static Membership of(Object[] row) {
        String kept = (String) row[10];
        CalendarHistory former = kept == null ? null : CalendarHistory.parse(kept);
        return new Membership(
                (UUID) row[0],
                (UUID) row[1],
                (UUID) row[2],
                (Instant) row[3],
                history(row, 4),
                row[7] == null ? former : history(row, 7),
                (PartnershipKind) row[11],
                (PartnershipState) row[12]);
    }

    /**
     * The caller's membership for a write: until the transaction ends the partnership is neither paused nor resumed nor
     * ended, so that what is written is written before that or after it.
     *
     * @throws Problem as {@link #of}; 409 {@code partnership_ended} after the end
     */
    public static Membership toWrite(Caller caller, UUID partnership, Instant now) {
        Membership membership = toTakeBack(caller, partnership, now);
        if (membership.hasEnded()) {
            throw ended();
        }
        return membership;
    }

    /** The same for a write that only takes back what the caller wrote themselves: it stays possible after the end. */
    public static Membership toTakeBack(Caller caller, UUID partnership, Instant now) {
        return of(caller, partnership, now).held();
    }

    /**
     * For a write to what the other has written, without a caller: until the transaction ends nobody writes anything in the
     * partnership, neither of the two having written half of it.
     */
    public void holdAlone() {
        Panache.getSession()
                .createNativeQuery(HOLD_ALONE, String.class)
                .setParameter("partnership", partnershipId)
                .getSingleResult();
    }

    private Membership held() {
        String present = Panache.getSession()
                .createNativeQuery(HOLD, String.class)
                .setParameter("partnership", partnershipId)
                .getSingleResult();
        return new Membership(
                partnershipId,
                accountId,
                partnerId,
                since,
                calendars,
                partnerCalendars,
                kind,
                PartnershipState.valueOf(present));
    }

    static Problem ended() {
        return Problem.conflict("partnership_ended", "This partnership has ended: nothing new is written in it.");
    }

    private static CalendarHistory history(Object[] row, int from) {
        var present = new PersonalCalendar((ZoneId) row[from], (LocalTime) row[from + 1]);
        return CalendarHistory.of(present, (String) row[from + 2]);
    }

    /** Whether nothing new is shared at present: what either writes is for themselves alone. */
    public boolean isPaused() {
        return state == PartnershipState.PAUSED;
    }

    /** Whether each sees only what they wrote themselves, for good. */
    public boolean hasEnded() {
        return state == PartnershipState.ENDED;
    }

    /**
     * Guards what the other would see.
     *
     * @throws Problem 409 {@code partnership_paused} during a pause
     */
    public void requireNotPaused() {
        if (isPaused()) {
            throw paused();
        }
    }

    /** What to throw where something would be shared during a pause. */
    public static Problem paused() {
        return Problem.conflict("partnership_paused", "This partnership is paused: nothing new is shared.");
    }

    /** Both members, for what both may see; one of them, once the other has erased their account. */
    public List<UUID> members() {
        return partnerId == null ? List.of(accountId) : List.of(accountId, partnerId);
    }
}
