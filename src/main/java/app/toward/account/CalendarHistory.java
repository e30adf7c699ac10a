package app.toward.account;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one person has told the date over time. What was dated by an earlier calendar keeps its date and its hours when
 * the person travels on.
 *
 * @param spans in the order of time and without gaps, from {@link Instant#MIN} to {@link Instant#MAX}
 */
public record CalendarHistory(List<Span> spans) {
    /** Longer than any request takes to commit, so that no round opens by a calendar that a commit then takes away. */
    public static final Duration NOTICE = Duration.ofSeconds(10);

    /** A calendar and the time it was in force, {@code until} not included. */
    public record Span(PersonalCalendar calendar, Instant from, Instant until) {}

    /** Somebody who never changed their calendar. */
    public static CalendarHistory of(PersonalCalendar only) {
        return new CalendarHistory(List.of(new Span(only, Instant.MIN, Instant.MAX)));
    }

    /**
     * Somebody's calendars as they are stored.
     *
     * @param past what {@link #past} gave, or null
     */
    public static CalendarHistory of(PersonalCalendar present, @Nullable String past) {
        List<Span> spans = past == null ? new ArrayList<>() : spans(past);
        Instant from =
                spans.isEmpty() ? Instant.MIN : spans.get(spans.size() - 1).until();
        spans.add(new Span(present, from, Instant.MAX));
        return new CalendarHistory(List.copyOf(spans));
    }

    /** The history that {@link #text} gave. */
    public static CalendarHistory parse(String text) {
        return new CalendarHistory(List.copyOf(spans(text)));
    }

    private static List<Span> spans(String text) {
        var spans = new ArrayList<Span>();
        Instant from = Instant.MIN;
        for (String line : text.lines().toList()) {
            String[] parts = line.split(" ", 3);
            Instant until = Instant.parse(parts[0]);
            var calendar = new PersonalCalendar(ZoneId.of(parts[2]), LocalTime.parse(parts[1]));
            spans.add(new Span(calendar, from, until));
            from = until;
        }
        return spans;
    }

    public PersonalCalendar present() {
        return last().calendar();
    }

    public PersonalCalendar at(Instant instant) {
        return spans.get(inForce(instant)).calendar();
    }

    /**
     * When a local date starts: the first instant at which it was this date, or a later one, for this person. It never
     * starts before the date before it.
     */
    public Instant startOf(LocalDate date) {
        Instant earliest = date.atStartOfDay(ZoneOffset.MAX).toInstant();
        for (Span span : spans.subList(inForce(earliest), spans.size())) {
            Instant start = later(span.from(), span.calendar().startOf(date));
            if (start.isBefore(span.until())) {
                return start;
            }
        }
        throw new IllegalStateException("The last calendar has no end");
    }

    /** The place of the calendar that was in force: bisected, for who travels much has many. */
    private int inForce(Instant instant) {
        int low = 0;
        int high = spans.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (instant.isBefore(spans.get(middle).until())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * The history with another calendar, which takes force {@link #NOTICE} after {@code now}: nothing is touched that has
     * begun before the change is there for everybody.
     */
    CalendarHistory changedTo(PersonalCalendar next, Instant now) {
        if (next.equals(present())) {
            return this;
        }
        Instant turn = now.plus(NOTICE);
        var changed = new ArrayList<>(spans.subList(0, spans.size() - 1));
        // Changed twice in one instant: what was never in force leaves no span.
        if (last().from().isBefore(turn)) {
            changed.add(new Span(present(), last().from(), turn));
        } else {
            turn = last().from();
        }
        changed.add(new Span(next, turn, Instant.MAX));
        return new CalendarHistory(List.copyOf(changed));
    }

    /** All but the present calendar as text, a line each: until when, the day's start, the zone; null for none. */
    @Nullable
    String past() {
        return spans.size() == 1 ? null : text(spans.subList(0, spans.size() - 1));
    }

    /** All calendars as text, a line each. */
    public String text() {
        return text(spans);
    }

    private static String text(List<Span> spans) {
        return spans.stream()
                .map(span -> span.until() + " " + span.calendar().dayStart() + " "
                        + span.calendar().zone().getId())
                .collect(Collectors.joining("\n"));
    }

    /**
     * What of it is needed to tell when the dates of a time began and ended, and no more: the calendars that were in force
     * then, each zone under the name that comes first of all those with the same clocks in that time.
     */
    public CalendarHistory withoutPerson(Instant from, Instant until) {
        List<Span> needed = spans.stream()
                .filter(span -> from.isBefore(span.until()) && span.from().isBefore(until))
                .toList();
        var anonymous = new ArrayList<Span>();
        for (int i = 0; i < needed.size(); i++) {
            Span span = needed.get(i);
            anonymous.add(new Span(
                    span.calendar().withoutPlace(from, until),
                    i == 0 ? Instant.MIN : span.from(),
                    i == needed.size() - 1 ? Instant.MAX : span.until()));
        }
        return new CalendarHistory(List.copyOf(anonymous));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Span last() {
        return spans.get(spans.size() - 1);
    }
}
