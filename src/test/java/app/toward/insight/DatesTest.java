package app.toward.insight;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.account.CalendarHistory;
import app.toward.account.CalendarHistory.Span;
import app.toward.account.PersonalCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What the database looks up is what a calendar says. */
class DatesTest {
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/New_York", "Pacific/Auckland", "Pacific/Apia", "Africa/Cairo", "UTC");
    private static final LocalDate FROM = LocalDate.parse("2011-01-01");
    private static final LocalDate TO = LocalDate.parse("2012-12-31");

    @Property(tries = 200)
    void something_is_of_the_date_that_it_is_for_the_person(
            @ForAll @IntRange(min = 0, max = 5) int zone,
            @ForAll @IntRange(min = 0, max = 360) int dayStart,
            @ForAll @IntRange(min = 1, max = 1_050_000) int minute) {
        var calendar = calendar(ZONES.get(zone), dayStart);
        var dates = new Dates(CalendarHistory.of(calendar), FROM, TO, List.of(FROM));
        Instant at = dates.begin().plusSeconds(60L * minute);
        LocalDate expected = calendar.dateAt(at);
        assertThat(expected).isBetween(FROM, TO);
        assertThat(FROM.plusDays(place(dates.starts(), at) - 1)).isEqualTo(expected);
    }

    @Property(tries = 100)
    void days_and_their_parts_begin_in_order_wherever_one_travels(
            @ForAll @IntRange(min = 0, max = 5) int zone,
            @ForAll @IntRange(min = 0, max = 5) int nextZone,
            @ForAll @IntRange(min = 0, max = 360) int dayStart,
            @ForAll @IntRange(min = 1, max = 1_000_000) int minute) {
        Instant turn = Instant.parse("2011-01-01T00:00:00Z").plusSeconds(60L * minute);
        var history = new CalendarHistory(List.of(
                new Span(calendar(ZONES.get(zone), dayStart), Instant.MIN, turn),
                new Span(calendar(ZONES.get(nextZone), dayStart), turn, Instant.MAX)));
        var dates = new Dates(history, FROM, TO, List.of(FROM));
        assertThat(instants(dates.starts())).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(instants(dates.partStarts())).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(instants(dates.partStarts())).hasSize(4 * dates.size());
        assertThat(history.startOf(FROM)).isEqualTo(dates.begin());
    }

    @Test
    void the_night_belongs_to_the_day_that_it_follows() {
        var calendar = CalendarHistory.of(calendar("Europe/Berlin", 240));
        LocalDate date = LocalDate.parse("2026-10-24");
        var dates = new Dates(calendar, date, date, List.of(date));
        assertThat(instants(dates.partStarts()))
                .containsExactly(
                        Instant.parse("2026-10-24T02:00:00Z"),
                        Instant.parse("2026-10-24T10:00:00Z"),
                        Instant.parse("2026-10-24T16:00:00Z"),
                        Instant.parse("2026-10-24T22:00:00Z"));
        // The clocks go back in this night.
        assertThat(dates.end()).isEqualTo(Instant.parse("2026-10-25T03:00:00Z"));
    }

    @Test
    void weeks_begin_on_monday_and_months_on_the_first() {
        var dates = new Dates(
                CalendarHistory.of(calendar("UTC", 0)),
                LocalDate.parse("2026-11-25"),
                LocalDate.parse("2026-12-08"),
                List.of());
        assertThat(dates.by(Bucket.WEEK).firsts())
                .map(LocalDate::toString)
                .containsExactly("2026-11-25", "2026-11-30", "2026-12-07");
        assertThat(dates.by(Bucket.MONTH).firsts())
                .map(LocalDate::toString)
                .containsExactly("2026-11-25", "2026-12-01");
        assertThat(dates.by(Bucket.DAY).firsts()).hasSize(14);
        assertThat(dates.by(Bucket.WEEK).firstDays()).isEqualTo("{1,6,13}");
        assertThat(dates.by(Bucket.WEEK).window(2).to()).isEqualTo(LocalDate.parse("2026-12-08"));
    }

    private static PersonalCalendar calendar(String zone, int dayStart) {
        return new PersonalCalendar(ZoneId.of(zone), LocalTime.MIN.plusMinutes(dayStart));
    }

    /** As {@code width_bucket} counts. */
    private static long place(String starts, Instant at) {
        return instants(starts).stream().filter(start -> !start.isAfter(at)).count();
    }

    private static List<Instant> instants(String array) {
        return Stream.of(array.substring(1, array.length() - 1).split(",", -1))
                .map(Instant::parse)
                .toList();
    }
}
