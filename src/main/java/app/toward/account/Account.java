package app.toward.account;

import app.toward.session.Caller;
import app.toward.shared.FreshId;
import app.toward.shared.Problem;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person who can sign in. */
@Entity
class Account extends PanacheEntityBase {
    private static final LocalTime DEFAULT_DAY_START = LocalTime.of(4, 0);
    private static final LocalTime LATEST_DAY_START = LocalTime.of(6, 0);
    /** Every read of a partnership reads these. */
    private static final int MOST_CALENDARS = 500;

    private static final String DEFAULT_LOCALE = "en";
    private static final String TAKE_ERASURE = "select pg_try_advisory_xact_lock(hashtextextended(:name, 0))";

    private static final Duration TIME_TO_UNDO = Duration.ofDays(7);

    @Id
    UUID id;

    String displayName;

    ZoneId timeZone;

    LocalTime dayStart;

    /** See {@link CalendarHistory#past}. */
    @Nullable
    String pastCalendars;

    String locale;

    Instant createdAt;

    /** When it is to be erased; until then that can be undone. */
    @Nullable
    Instant erasureAt;

    /** Since when it is being erased, which can no longer be undone. */
    @Nullable
    Instant erasingSince;

    protected Account() {}

    /** Makes the account of a person. */
    static Account register(ProfileChange person, Instant now) {
        var account = new Account();
        account.id = FreshId.next();
        account.displayName = person.displayName().strip();
        account.timeZone = person.timeZone();
        account.dayStart = usual(person.dayStart());
        account.locale = usual(person.locale());
        account.createdAt = now;
        account.persist();
        return account;
    }

    static LocalTime usual(@Nullable LocalTime dayStart) {
        return Objects.requireNonNullElse(dayStart, DEFAULT_DAY_START);
    }

    static String usual(@Nullable String locale) {
        return Objects.requireNonNullElse(locale, DEFAULT_LOCALE);
    }

    /**
     * The caller's account, locked: parallel changes of a profile queue here.
     *
     * @throws Problem 401 if the caller's session has ended
     */
    static Account locked(Caller caller, Instant now) {
        return Account.<Account>find(
                        "id = ?1 and exists (select 1 from Session s where s.id = ?2 and s.accountId = ?1 and"
                                + " s.expiresAt > ?3)",
                        caller.claimedAccountId(),
                        caller.claimedSessionId(),
                        now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(Caller::sessionEnded);
    }

    /**
     * Changes what a person says of themselves.
     *
     * @throws Problem 400 for a day that starts after 06:00; 422 for one change of zone or day too many
     */
    void change(ProfileChange change, Instant now) {
        displayName = change.displayName().strip();
        locale = usual(change.locale());
        keepTime(new PersonalCalendar(change.timeZone(), usual(change.dayStart())), now);
    }

    /**
     * Tells the date by another calendar from now on. What has begun by the old one stays as it is.
     *
     * @throws Problem 400 for a day that starts after 06:00; 422 for one change too many
     */
    private void keepTime(PersonalCalendar calendar, Instant now) {
        requireEarly(calendar.dayStart());
        CalendarHistory history = CalendarHistory.of(new PersonalCalendar(timeZone, dayStart), pastCalendars)
                .changedTo(calendar, now);
        if (history.spans().size() > MOST_CALENDARS) {
            throw Problem.rule(
                    "too_many_calendars",
                    "The time zone and the start of the day can be changed " + (MOST_CALENDARS - 1) + " times.");
        }
        timeZone = calendar.zone();
        dayStart = calendar.dayStart();
        pastCalendars = history.past();
    }

    /** Asks for it to be erased; asked again, the date stays. */
    Instant leave(Instant now) {
        if (erasureAt == null) {
            erasureAt = now.plus(TIME_TO_UNDO);
        }
        return erasureAt;
    }

    /**
     * Stays after all.
     *
     * @throws Problem 409 if the erasing has begun
     */
    void stay() {
        if (erasingSince != null) {
            throw Problem.conflict("erasing", "Your account is being erased.");
        }
        erasureAt = null;
    }

    /** Accounts whose time to undo is over, in no order: some that fail each time hold up none of the others. */
    static List<UUID> toErase(Instant now, int limit) {
        return Panache.getSession()
                .createSelectionQuery(
                        "select a.id from Account a where a.erasureAt <= :now order by function('random')", UUID.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Since when the account is to be erased that has waited longest. */
    static Optional<Instant> longestDue(Instant now) {
        return Optional.ofNullable(Panache.getSession()
                .createSelectionQuery("select min(a.erasureAt) from Account a where a.erasureAt <= :now", Instant.class)
                .setParameter("now", now)
                .getSingleResultOrNull());
    }

    /**
     * An account whose time to undo is over, and whose erasing is nobody else's until the transaction ends; empty if it is
     * gone, or if another replica works on it. Its row is not locked by that: what is erased locks this account together
     * with others, in the order of ids.
     */
    static Optional<Account> toErase(UUID id, Instant now) {
        boolean isMine = Panache.getSession()
                .createNativeQuery(TAKE_ERASURE, Boolean.class)
                .setParameter("name", "erasure/" + id)
                .getSingleResult();
        return isMine ? find("id = ?1 and erasureAt <= ?2", id, now).firstResultOptional() : Optional.empty();
    }

    /** Erases from now on, unless that was undone meanwhile: undoing it queues for the row, too. */
    static boolean beginErasing(UUID id, Instant now) {
        return update("erasingSince = ?1 where id = ?2 and erasureAt <= ?1 and erasingSince is null", now, id) > 0;
    }

    /** Throws 400 for a day that starts after 06:00. */
    static void requireEarly(LocalTime dayStart) {
        if (dayStart.isAfter(LATEST_DAY_START)) {
            throw Problem.invalidField("/dayStart", "too_late", "must be between 00:00 and 06:00");
        }
    }
}
