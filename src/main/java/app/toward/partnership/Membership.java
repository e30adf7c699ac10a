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
        @Nullable CalendarHistory partnerCalendars) {

    private static final String SELECT = """
            select m.partnershipId, m.accountId, m.partnerId, m.joinedAt,
                   me.timeZone, me.dayStart, me.pastCalendars,
                   partner.timeZone, partner.dayStart, partner.pastCalendars,
                   m.partnerCalendars
            """;

    private static final String SEVERAL = SELECT + """
            from Member m
            join Account me on me.id = m.accountId
            left join Account partner on partner.id = m.partnerId
            where m.accountId = :account and m.partnershipId in :partnerships
            """;

    /** Session, account and membership in one query: what has ended since the token was signed counts at once. */
    private static final String QUERY = SELECT + """
            from Session s
            join Account me on me.id = s.accountId
            left join Member m on m.accountId = s.accountId and m.partnershipId = :partnership
            left join Account partner on partner.id = m.partnerId
            where s.id = :session and s.accountId = :account and s.expiresAt > :now
            """;

    private static final String ALL = SELECT + """
            from Member m
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
                row[7] == null ? former : history(row, 7));
    }

    private static CalendarHistory history(Object[] row, int from) {
        var present = new PersonalCalendar((ZoneId) row[from], (LocalTime) row[from + 1]);
        return CalendarHistory.of(present, (String) row[from + 2]);
    }

    /** Both members, for what both may see; one of them, once the other has erased their account. */
    public List<UUID> members() {
        return partnerId == null ? List.of(accountId) : List.of(accountId, partnerId);
    }
}
