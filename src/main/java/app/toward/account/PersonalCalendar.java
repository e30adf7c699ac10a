package app.toward.account;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.stream.Stream;

/**
 * How one person tells the date: in their own zone, with a day that starts at {@code dayStart}, so that what one does
 * after midnight still belongs to the evening.
 */
public record PersonalCalendar(ZoneId zone, LocalTime dayStart) {
    /** More than a week and the grace of its round reach beyond a time. */
    private static final Duration AROUND = Duration.ofDays(15);

    /** The person's local date at an instant: the last one that has started, so it never goes back with the clocks. */
    public LocalDate dateAt(Instant instant) {
        LocalDate date = instant.atZone(zone).toLocalDate().plusDays(1);
        while (instant.isBefore(startOf(date))) {
            date = date.minusDays(1);
        }
        return date;
    }

    /** A calendar with the same clocks around a time, which tells nothing of the place but these. */
    PersonalCalendar withoutPlace(Instant from, Instant until) {
        Instant begin = from.minus(AROUND);
        Instant end = until.plus(AROUND);
        List<ZoneOffsetTransition> clocks = changes(zone.getRules(), begin, end);
        ZoneId first = ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .filter(other ->
                        other.getRules().getOffset(begin).equals(zone.getRules().getOffset(begin))
                                && changes(other.getRules(), begin, end).equals(clocks))
                .findFirst()
                .orElse(zone);
        return new PersonalCalendar(first, dayStart);
    }

    private static List<ZoneOffsetTransition> changes(ZoneRules rules, Instant begin, Instant end) {
        return Stream.iterate(
                        rules.nextTransition(begin),
                        change -> change != null && change.getInstant().isBefore(end),
                        change -> rules.nextTransition(change.getInstant()))
                .toList();
    }

    /**
     * When a local date starts: at {@code dayStart}; where the clocks skip that, as much later as they skip; where they
     * show it twice, at the first.
     */
    public Instant startOf(LocalDate date) {
        return date.atTime(dayStart).atZone(zone).toInstant();
    }
}
