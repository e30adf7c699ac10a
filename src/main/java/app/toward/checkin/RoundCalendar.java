package app.toward.checkin;

import app.toward.account.CalendarHistory;
import app.toward.account.CalendarHistory.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The dated rounds of two people. A round opens when its date begins for the first of them, and closes {@link #GRACE}
 * after it ended for the last, by the calendars they had when it opened: a later change touches only rounds that have
 * not opened yet. But it does not close before its last date has lasted {@link #SHORTEST} everywhere on earth, so that it
 * leaves that much to who travels while it is open, wherever they go.
 *
 * @param since when the first round opens
 */
record RoundCalendar(Cadence cadence, Instant since, List<CalendarHistory> members) {
    static final Duration GRACE = Duration.ofHours(20);
    /** What everybody has of a round at least, from the moment on that its date began for them. */
    static final Duration SHORTEST = Duration.ofDays(1);
    /** When a date has begun everywhere on earth, from midnight UTC: at UTC-12 for a day that starts at 06:00. */
    private static final Duration EVERYWHERE = Duration.ofHours(12 + 6);
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

    /** The date of the round that one of the two finds: that of their own date, or the first if theirs is before it. */
    LocalDate roundFor(CalendarHistory member, Instant now) {
        LocalDate own = cadence.roundOf(member.at(now).dateAt(now));
        LocalDate first = first();
        return own.isBefore(first) ? first : own;
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
        return new Window(
                opens, later(closes, later(opens, begunEverywhere(date)).plus(SHORTEST)));
    }

    private Instant begunEverywhere(LocalDate date) {
        LocalDate last = date.plusDays(cadence.days - 1L);
        return last.atStartOfDay(ZoneOffset.UTC).toInstant().plus(EVERYWHERE);
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
