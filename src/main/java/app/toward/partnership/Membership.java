package app.toward.partnership;

import app.toward.account.CalendarHistory;
import app.toward.account.PersonalCalendar;
import app.toward.session.Caller;
import app.toward.shared.EventLoopRows;
import app.toward.shared.Problem;
import app.toward.shared.Row;
import app.toward.shared.Rows;
import io.quarkus.hibernate.orm.panache.Panache;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
            select m.partnership_id, m.account_id, m.partner_id, m.joined_at,
                   me.time_zone, me.day_start, me.past_calendars,
                   partner.time_zone, partner.day_start, partner.past_calendars,
                   m.partner_calendars, p.kind, p.state
            """;

    private static final String FROM_ACCOUNT = """
            from membership m
            join partnership p on p.id = m.partnership_id
            join account me on me.id = m.account_id
            left join account partner on partner.id = m.partner_id
            where m.account_id = :account
            """;

    private static final String SEVERAL = "and m.partnership_id = any(:partnerships)";

    private static final String ALL = SELECT + FROM_ACCOUNT + "order by m.joined_at, m.partnership_id";

    private static final String ASKED = "where s.id = :session and s.account_id = :account and s.expires_at > :now ";

    /** What is not there cannot be locked. */
    private static final String HELD = ofCaller("join");

    /** Shared, so that the two do not wait for each other; the state is read as it is when the lock is got. */
    private static final String LOCK = "for share of p ";

    /**
     * The turn is asked for once the partnership is held. It is a name that is waited for and not a row: the row of the other
     * need neither exist nor be touched, so that what a write costs its author tells nothing of the other's.
     */
    private static final String TURN =
            "pg_advisory_xact_lock(hashtextextended(concat(partnership_id, '/', cast(:thing as text)), 0))";

    private static final String HOLD_ALONE = "select state from partnership where id = :partnership for no key update";

    /** For who asks for nothing else. */
    private static final Along<Boolean> NOTHING = new Along<>(row -> true, SELECT);

    /** @param join whether a session without the membership is found, too */
    private static String ofCaller(String join) {
        return """
                from session s
                join account me on me.id = s.account_id
                JOIN membership m on m.account_id = s.account_id and m.partnership_id = :partnership
                JOIN partnership p on p.id = m.partnership_id
                left join account partner on partner.id = m.partner_id
                """.replace("JOIN", join);
    }

    /**
     * The caller's membership in a partnership.
     *
     * @throws Problem 401 if the caller's session has ended; 404 if there is no such membership, whatever else there is
     */
    public static Membership of(Caller caller, UUID partnership, Instant now) {
        return of(NOTHING, caller, partnership, now).membership;
    }

    /** The same, read on the event loop. */
    public static Future<Membership> of(EventLoopRows rows, Caller caller, UUID partnership, Instant now) {
        return rows.find(NOTHING.ofCaller, parameters(caller, partnership, now), NOTHING::readIfThere)
                .map(found -> theOne(found).membership);
    }

    private static Map<String, Object> parameters(Caller caller, UUID partnership, Instant now) {
        return Map.of(
                "partnership",
                partnership,
                "session",
                caller.claimedSessionId(),
                "account",
                caller.claimedAccountId(),
                "now",
                now);
    }

    /**
     * The places of an account in those of these partnerships that it has one in. It asks for no session: only for
     * readers of the feed, who were found to be signed in before.
     */
    public static Map<UUID, Membership> of(UUID account, Collection<UUID> partnerships) {
        return of(NOTHING, account, partnerships).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, found -> found.getValue().membership));
    }

    /** The same, and what goes along with each. */
    public static <T> Map<UUID, With<T>> of(Along<T> along, UUID account, Collection<UUID> partnerships) {
        return Rows.find(along.ofSeveral, Map.of("account", account, "partnerships", partnerships), along::read)
                .stream()
                .collect(Collectors.toMap(found -> found.membership.partnershipId, Function.identity()));
    }

    /** The caller's membership as by {@link #of}, and what goes along with it. */
    public static <T> With<T> of(Along<T> along, Caller caller, UUID partnership, Instant now) {
        return theOne(Rows.find(along.ofCaller, parameters(caller, partnership, now), along::readIfThere));
    }

    private static <T> With<T> theOne(List<Optional<With<T>>> found) {
        return found.stream().findFirst().orElseThrow(Caller::sessionEnded).orElseThrow(Problem::notFound);
    }

    /** All memberships of an account, for what happens without a caller. */
    public static List<Membership> all(UUID account) {
        return Rows.find(ALL, Map.of("account", account), Membership::read);
    }

    private static Optional<Membership> readIfThere(Row row) throws SQLException {
        UUID partnership = row.idOrNull();
        return partnership == null ? Optional.empty() : Optional.of(read(partnership, row));
    }

    private static Membership read(Row row) throws SQLException {
        return read(row.id(), row);
    }

    private static Membership read(UUID partnership, Row row) throws SQLException {
        UUID account = row.id();
        UUID partner = row.idOrNull();
        Instant since = row.instant();
        CalendarHistory calendars = Objects.requireNonNull(calendars(row));
        CalendarHistory partners = calendars(row);
        String kept = row.textOrNull();
        return new Membership(
                partnership,
                account,
                partner,
                since,
                calendars,
                partners == null && kept != null ? CalendarHistory.parse(kept) : partners,
                row.constant(PartnershipKind.class),
                row.constant(PartnershipState.class));
    }

    private static @Nullable CalendarHistory calendars(Row row) throws SQLException {
        String zone = row.textOrNull();
        if (zone == null) {
            row.skip(2);
            return null;
        }
        return CalendarHistory.of(new PersonalCalendar(ZoneId.of(zone), row.time()), row.textOrNull());
    }

    /**
     * The caller's membership for a write: until the transaction ends the partnership is neither paused nor resumed nor
     * ended, so that what is written is written before that or after it.
     *
     * @throws Problem as {@link #of}; 409 {@code partnership_ended} after the end
     */
    public static Membership toWrite(Caller caller, UUID partnership, Instant now) {
        return toTakeBack(caller, partnership, now).requireNotEnded();
    }

    /** The same for a write that only takes back what the caller wrote themselves: it stays possible after the end. */
    public static Membership toTakeBack(Caller caller, UUID partnership, Instant now) {
        return toTakeBack(NOTHING, caller, partnership, now).membership;
    }

    /** The same, and what goes along with it. */
    public static <T> With<T> toTakeBack(Along<T> along, Caller caller, UUID partnership, Instant now) {
        return held(along.held, along, parameters(caller, partnership, now), caller, partnership, now);
    }

    /**
     * The same in the caller's turn: until the transaction ends nobody else writes to a thing of this partnership. What is
     * stored of it has to be read by a statement after this one, which sees what the one before has written.
     */
    public static Membership inTurn(Object thing, Caller caller, UUID partnership, Instant now) {
        return inTurn(NOTHING, thing, caller, partnership, now).membership;
    }

    /**
     * The same, and what goes along with it.
     *
     * @param along is read before the turn has come
     */
    public static <T> With<T> inTurn(Along<T> along, Object thing, Caller caller, UUID partnership, Instant now) {
        var parameters = new HashMap<>(parameters(caller, partnership, now));
        parameters.put("thing", thing.toString());
        return held(along.inTurn, along, parameters, caller, partnership, now);
    }

    private static <T> With<T> held(
            String sql, Along<T> along, Map<String, ?> parameters, Caller caller, UUID partnership, Instant now) {
        return Rows.find(sql, parameters, along::read).stream()
                .findFirst()
                .orElseThrow(() -> refusal(caller, partnership, now));
    }

    /** Why there was nothing to hold. */
    private static Problem refusal(Caller caller, UUID partnership, Instant now) {
        of(caller, partnership, now);
        return Problem.notFound();
    }

    /** What is read in one statement with a membership. */
    public static final class Along<T> {
        private final String ofCaller;
        private final String ofSeveral;
        private final String held;
        private final String inTurn;
        private final Row.Reader<T> reader;

        /** @param columns what the reader takes, of the partnership {@code p} */
        public Along(String columns, Row.Reader<T> reader) {
            this(reader, SELECT + ", " + columns + " ");
        }

        private Along(Row.Reader<T> reader, String select) {
            // Session, account and membership in one query: what has ended since the token was signed counts at once.
            this.ofCaller = select + ofCaller("left join") + ASKED;
            this.ofSeveral = select + FROM_ACCOUNT + SEVERAL;
            this.held = select + HELD + ASKED + LOCK;
            this.inTurn = "with held as materialized (" + held + ") select held.*, " + TURN + " from held";
            this.reader = reader;
        }

        private With<T> read(Row row) throws SQLException {
            return new With<>(Membership.read(row), reader.read(row));
        }

        private Optional<With<T>> readIfThere(Row row) throws SQLException {
            Optional<Membership> membership = Membership.readIfThere(row);
            return membership.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new With<>(membership.get(), reader.read(row)));
        }
    }

    /** A membership, and what was read with it. */
    public record With<T>(Membership membership, T along) {}

    /** Something that a partnership has many of, to be read and locked in one statement with the membership. */
    public static final class Part<T> {
        private final String sql;
        private final Row.Reader<T> reader;

        /**
         * A table with {@code partnership_id} and {@code id}.
         *
         * @param columns what the reader takes, as columns of {@code part}
         */
        public Part(String table, String columns, Row.Reader<T> reader) {
            this.sql = SELECT + ", " + columns + " " + HELD + "join " + table
                    + " part on part.partnership_id = p.id and part.id = :part " + ASKED + LOCK + "for update of part";
            this.reader = reader;
        }
    }

    /**
     * The membership, held as by {@link #toTakeBack}, and a part of the partnership, which is locked. Nothing if the session
     * has ended, there is no such membership, or no such part.
     */
    public static <T> Optional<With<T>> holding(Part<T> part, Caller caller, UUID partnership, UUID id, Instant now) {
        var parameters = new HashMap<>(parameters(caller, partnership, now));
        parameters.put("part", id);
        return Rows.find(part.sql, parameters, row -> new With<>(read(row), part.reader.read(row))).stream()
                .findFirst();
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

    /**
     * Guards what is new.
     *
     * @throws Problem 409 {@code partnership_ended} after the end
     */
    public Membership requireNotEnded() {
        if (hasEnded()) {
            throw ended();
        }
        return this;
    }

    static Problem ended() {
        return Problem.conflict("partnership_ended", "This partnership has ended: nothing new is written in it.");
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
