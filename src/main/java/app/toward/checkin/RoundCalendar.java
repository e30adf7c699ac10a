package app.toward.checkin;

import app.toward.account.CalendarHistory;
import app.toward.account.CalendarHistory.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The dated rounds of two people. A round opens when its date begins for the first of them, and closes {@link #GRACE}
 * after it ended for the last, by the calendars they had when it opened: a later change touches only rounds that have
 * not opened yet.
 *
 * @param since when the first round opens
 */
record RoundCalendar(Cadence cadence, Instant since, List<CalendarHistory> members) {
    static final Duration GRACE = Duration.ofHours(20);
    /** A journey, a skipped date or a late beginning can leave less of a date than a day; then the window is this long. */
    static final Duration SHORTEST = Duration.ofDays(1);
    /** More than any window spans, so that no open round is overlooked. */
    private static final int MOST_OPEN = 5;

    /** When a round can be answered, {@code closes} not included. */
    record Window(Instant opens, Instant closes) {
        boolean isOpenAt(Instant now) {
            return !now.isBefore(opens) && now.isBefore(closes);
        }
    }

    /** The date of the first round: the earlier of the two local dates at the beginning. */
    LocalDate first() {
        return members.stream()
                .map(member -> cadence.roundOf(member.at(since).dateAt(since)))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The dates of the rounds that are open, newest first. */
    List<LocalDate> openAt(Instant now) {
        LocalDate first = first();
        return Stream.iterate(latest(now), date -> date.minusDays(cadence.days))
                .limit(MOST_OPEN)
                .takeWhile(date -> !date.isBefore(first))
                .filter(date -> window(date).isOpenAt(now))
                .toList();
    }

    boolean hasRoundOf(LocalDate date) {
        return cadence.roundOf(date).equals(date) && !date.isBefore(first());
    }

    Window window(LocalDate date) {
        Instant opens = opensAt(date);
        Instant ended = members.stream()
                .map(member -> endFor(member, date, opens))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Instant closes = ended.plus(GRACE);
        Instant earliest = opens.plus(SHORTEST);
        return new Window(opens, closes.isBefore(earliest) ? earliest : closes);
    }

    /** When a round's date ends for one of the two, by the calendar they had when the round opened. */
    Instant endFor(CalendarHistory member, LocalDate date, Instant opens) {
        return member.at(opens).startOf(date.plusDays(cadence.days));
    }

    private Instant opensAt(LocalDate date) {
        return spans().map(span -> new Span(
                        span.calendar(), later(span.from(), span.calendar().startOf(date)), span.until()))
                .filter(span -> span.from().isBefore(span.until()))
                .map(Span::from)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private LocalDate latest(Instant now) {
        return spans().filter(span -> !span.from().isAfter(now))
                .map(span -> span.calendar().dateAt(earlier(now, span.until().minusMillis(1))))
                .map(cadence::roundOf)
                .max(Comparator.naturalOrder())
                .orElseGet(this::first);
    }

    /** Both members' calendars while they count: from the beginning on. */
    private Stream<Span> spans() {
        return members.stream()
                .flatMap(member -> member.spans().stream())
                .filter(span -> since.isBefore(span.until()))
                .map(span -> new Span(span.calendar(), later(span.from(), since), span.until()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
