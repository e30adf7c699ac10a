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
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;

/** One person who can sign in. */
@Entity
class Account extends PanacheEntityBase {
    private static final LocalTime DEFAULT_DAY_START = LocalTime.of(4, 0);
    private static final LocalTime LATEST_DAY_START = LocalTime.of(6, 0);
    /** Every read of a partnership reads these. */
    private static final int MOST_CALENDARS = 500;

    private static final String DEFAULT_LOCALE = "en";
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

    /**
     * Makes the account of a person.
     *
     * @throws Problem 400 for a day that starts after 06:00
     */
    static Account register(NewAccount person, Instant now) {
        var account = new Account();
        account.id = FreshId.next();
        account.displayName = person.displayName().strip();
        account.timeZone = person.timeZone();
        account.dayStart = Objects.requireNonNullElse(person.dayStart(), DEFAULT_DAY_START);
        account.locale = Objects.requireNonNullElse(person.locale(), DEFAULT_LOCALE);
        account.createdAt = now;
        account.persist();
        return account;
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
        locale = Objects.requireNonNullElse(change.locale(), DEFAULT_LOCALE);
        keepTime(
                new PersonalCalendar(
                        change.timeZone(), Objects.requireNonNullElse(change.dayStart(), DEFAULT_DAY_START)),
                now);
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

    /** An account whose time to undo is over, locked; empty if it is gone, or if another replica works on it. */
    static Optional<Account> lockedToErase(UUID id, Instant now) {
        return Account.<Account>find("id = ?1 and erasureAt <= ?2", id, now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .firstResultOptional();
    }

    /** Throws 400 for a day that starts after 06:00. */
    static void requireEarly(LocalTime dayStart) {
        if (dayStart.isAfter(LATEST_DAY_START)) {
            throw Problem.invalidField("/dayStart", "too_late", "must be between 00:00 and 06:00");
        }
    }
}
