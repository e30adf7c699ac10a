package app.toward.account;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.account.CalendarHistory.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is looked up by halves is what one finds by reading all calendars. */
class CalendarHistoryTest {
    private static final Instant BEGINNING = Instant.parse("2026-03-01T00:00:00Z");

    @Property
    void a_date_starts_at_the_first_instant_at_which_any_calendar_in_force_shows_it(
            @ForAll("histories") CalendarHistory history, @ForAll @IntRange(min = -5, max = 60) int day) {
        LocalDate date = BEGINNING.atZone(ZoneOffset.UTC).toLocalDate().plusDays(day);
        Instant expected = history.spans().stream()
                .map(span -> new Span(
                        span.calendar(), later(span.from(), span.calendar().startOf(date)), span.until()))
                .filter(span -> span.from().isBefore(span.until()))
                .map(Span::from)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        assertThat(history.startOf(date)).isEqualTo(expected);
    }

    @Property
    void the_calendar_at_an_instant_is_the_first_that_is_not_over(
            @ForAll("histories") CalendarHistory history,
            @ForAll @IntRange(min = -10_000, max = 5_000_000) int second) {
        Instant instant = BEGINNING.plusSeconds(second);
        PersonalCalendar expected = history.spans().stream()
                .filter(span -> instant.isBefore(span.until()))
                .findFirst()
                .orElseThrow()
                .calendar();
        assertThat(history.at(instant)).isEqualTo(expected);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Up to sixty changes, from seconds to weeks apart. */
    @Provide
    Arbitrary<CalendarHistory> histories() {
        Arbitrary<PersonalCalendar> calendars = Combinators.combine(
                        Arbitraries.of(
                                "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "UTC"),
                        Arbitraries.integers().between(0, 6))
                .as((zone, hour) -> new PersonalCalendar(ZoneId.of(zone), LocalTime.of(hour, 0)));
        Arbitrary<Integer> pauses = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 100), Arbitraries.integers().between(1, 1_000_000));
        return Combinators.combine(
                        calendars,
                        Combinators.combine(calendars, pauses)
                                .as(Change::new)
                                .list()
                                .ofMaxSize(60))
                .as(CalendarHistoryTest::history);
    }

    private record Change(PersonalCalendar next, int seconds) {}

    private static CalendarHistory history(PersonalCalendar first, List<Change> changes) {
        List<Span> spans = new ArrayList<>();
        PersonalCalendar present = first;
        Instant from = Instant.MIN;
        Instant turn = BEGINNING;
        for (Change change : changes) {
            turn = turn.plusSeconds(change.seconds);
            spans.add(new Span(present, from, turn));
            present = change.next;
            from = turn;
        }
        spans.add(new Span(present, from, Instant.MAX));
        return new CalendarHistory(List.copyOf(spans));
    }
}
