package app.toward.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * How one person tells the date: in their own zone, with a day that starts at {@code dayStart}, so that what one does
 * after midnight still belongs to the evening.
 */
public record PersonalCalendar(ZoneId zone, LocalTime dayStart) {
    /** The person's local date at an instant: the last one that has started, so it never goes back with the clocks. */
    public LocalDate dateAt(Instant instant) {
        LocalDate date = instant.atZone(zone).toLocalDate().plusDays(1);
        while (instant.isBefore(startOf(date))) {
            date = date.minusDays(1);
        }
        return date;
    }

    /**
     * When a local date starts: at {@code dayStart}; where the clocks skip that, as much later as they skip; where they
     * show it twice, at the first.
     */
    public Instant startOf(LocalDate date) {
        return date.atTime(dayStart).atZone(zone).toInstant();
    }
}
