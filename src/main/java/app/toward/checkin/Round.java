package app.toward.checkin;

import app.toward.account.CalendarHistory;
import app.toward.checkin.RoundCalendar.Window;
import app.toward.partnership.Membership;
import app.toward.shared.Position;
import app.toward.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A round of a template: when it can be answered, and by which version of the questions. Who answered is elsewhere. */
record Round(UUID id, Template template, Template.Version version, LocalDate date, Window window) {
    /** How long a round that was opened on demand can be answered. */
    static final Duration ON_DEMAND = Duration.ofDays(3);

    /** The round of a date, whether or not anybody ever asked for it. */
    static Round dated(Membership membership, Template template, LocalDate date) {
        Window window = calendar(membership, template).window(date);
        UUID id = RoundId.of(membership.partnershipId(), template.key(), date);
        return new Round(id, template, template.at(window.opens()), date, window);
    }

    /**
     * The dated round that the caller's local date belongs to; after a journey back that may be the first one.
     *
     * @throws Problem 409 if the template was retired before
     */
    static Round ofNow(Membership membership, Template template, Instant now) {
        LocalDate date = calendar(membership, template).roundFor(membership.calendars(), now);
        return Optional.of(dated(membership, template, date))
                .filter(Round::isHeld)
                .orElseThrow(Round::retired);
    }

    static Problem retired() {
        return Problem.conflict("template_retired", "This template is retired: it opens no rounds any more.");
    }

    /**
     * A round that is opened now.
     *
     * @throws Problem 400 for an id that only a dated round can have
     */
    static Round onDemand(UUID id, Template template, LocalDate date, Instant now) {
        if (RoundId.isOne(id)) {
            throw Problem.invalidField("/id", "invalid_value", "must be of another version than 8");
        }
        return new Round(id, template, template.at(now), date, new Window(now, now.plus(ON_DEMAND)));
    }

    /** The dated rounds of these templates that are open, newest first within each. */
    static List<Round> open(Membership membership, List<Template> templates, Instant now) {
        return templates.stream()
                .filter(template -> template.cadence() != Cadence.ON_DEMAND)
                .flatMap(template -> calendar(membership, template).openAt(now).stream()
                        .map(date -> dated(membership, template, date)))
                .filter(Round::isHeld)
                .toList();
    }

    /** The dated round that an id was computed for, if it is one of this partnership's and its calendar has it. */
    static Optional<Round> find(Membership membership, List<Template> templates, UUID id) {
        if (!RoundId.isOne(id)) {
            return Optional.empty();
        }
        LocalDate date = RoundId.dateOf(id);
        return templates.stream()
                .filter(template -> RoundId.of(membership.partnershipId(), template.key(), date)
                        .equals(id))
                .findFirst()
                .filter(template -> calendar(membership, template).hasRoundOf(date))
                .map(template -> dated(membership, template, date))
                .filter(Round::isHeld);
    }

    /** The round that a place was made for. */
    static Round of(Membership membership, Template template, Answer place) {
        return place.closesAt == null
                ? dated(membership, template, place.date)
                : new Round(
                        place.checkInId,
                        template,
                        template.version(place.templateVersion),
                        place.date,
                        new Window(place.standsAt, place.closesAt));
    }

    private static RoundCalendar calendar(Membership membership, Template template) {
        List<CalendarHistory> members = Stream.of(membership.calendars(), membership.partnerCalendars())
                .filter(Objects::nonNull)
                .toList();
        Instant since = template.since() == null ? membership.since() : template.since();
        return new RoundCalendar(template.cadence(), since, members);
    }

    /** Whether it opened before its template was retired. */
    private boolean isHeld() {
        return !template.isRetiredAt(window.opens());
    }

    boolean isOnDemand() {
        return template.cadence() == Cadence.ON_DEMAND;
    }

    /** Whether an answer of the caller comes after their own date has ended. */
    boolean isLateAt(Instant now, Membership membership) {
        return !isOnDemand()
                && !now.isBefore(calendar(membership, template).endFor(membership.calendars(), date, window.opens()));
    }

    CheckInState stateAt(Instant now, boolean isRevealed) {
        if (isRevealed) {
            return CheckInState.REVEALED;
        }
        return window.isOpenAt(now) ? CheckInState.OPEN : CheckInState.CLOSED;
    }

    Position position() {
        return new Position(
                isOnDemand()
                        ? window.opens()
                        : date.atStartOfDay(ZoneOffset.UTC).toInstant(),
                id);
    }
}
