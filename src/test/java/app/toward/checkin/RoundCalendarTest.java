package app.toward.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.account.CalendarHistory;
import app.toward.account.CalendarHistory.Span;
import app.toward.account.PersonalCalendar;
import app.toward.checkin.RoundCalendar.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class RoundCalendarTest {
    /** From before the date line moved at Samoa (2011) on, so that skipped dates are among them. */
    private static final Instant EARLIEST = Instant.parse("2011-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2037-12-31T00:00:00Z");
    private static final int ROUNDS = 40;

    @Test
    void a_window_is_from_the_first_beginning_of_a_date_to_twenty_hours_after_its_last_end() {
        var calendar = daily("2026-11-01T12:00:00Z", "Europe/Berlin", "America/New_York");
        assertThat(calendar.window(LocalDate.parse("2026-11-10")))
                .isEqualTo(new Window(Instant.parse("2026-11-10T03:00:00Z"), Instant.parse("2026-11-12T05:00:00Z")));
    }

    @Test
    void the_first_round_is_of_the_earlier_of_the_two_dates() {
        var calendar = daily("2026-11-01T12:00:00Z", "Pacific/Auckland", "Pacific/Honolulu");
        assertThat(calendar.first()).isEqualTo(LocalDate.parse("2026-10-31"));
        assertThat(calendar.openAt(calendar.since()))
                .containsExactly(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-10-31"));
    }

    @Test
    void a_date_that_the_date_line_skipped_still_has_a_round_of_a_day() {
        var calendar = daily("2011-12-01T12:00:00Z", "Pacific/Apia", "Pacific/Apia");
        Window skipped = calendar.window(LocalDate.parse("2011-12-30"));
        assertThat(Duration.between(skipped.opens(), skipped.closes())).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void a_weekly_round_is_named_by_its_monday_and_lasts_the_week() {
        var calendar = new RoundCalendar(
                Cadence.WEEKLY, Instant.parse("2026-11-05T12:00:00Z"), List.of(home("UTC"), home("UTC")));
        assertThat(calendar.first()).isEqualTo(LocalDate.parse("2026-11-02"));
        assertThat(calendar.window(LocalDate.parse("2026-11-09")))
                .isEqualTo(new Window(Instant.parse("2026-11-09T04:00:00Z"), Instant.parse("2026-11-17T00:00:00Z")));
        assertThat(calendar.hasRoundOf(LocalDate.parse("2026-11-10"))).isFalse();
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void dates_open_in_their_order_and_none_is_lost(@ForAll("calendars") RoundCalendar calendar) {
        List<LocalDate> dates = datesOf(calendar);
        for (int i = 1; i < dates.size(); i++) {
            Window before = calendar.window(dates.get(i - 1));
            Window window = calendar.window(dates.get(i));
            assertThat(window.opens()).isAfterOrEqualTo(before.opens());
            // Without a gap: there is a round to answer at any time.
            assertThat(window.opens()).isBefore(before.closes());
        }
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void every_window_leaves_both_at_least_a_day(@ForAll("calendars") RoundCalendar calendar) {
        for (LocalDate date : datesOf(calendar)) {
            Window window = calendar.window(date);
            assertThat(window.closes()).isAfterOrEqualTo(window.opens().plus(Duration.ofDays(1)));
            for (CalendarHistory member : calendar.members()) {
                Instant ownEnd = calendar.endFor(member, date, window.opens());
                assertThat(window.closes()).isAfterOrEqualTo(ownEnd.plus(RoundCalendar.GRACE));
            }
        }
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void what_is_open_is_what_the_windows_say(
            @ForAll("calendars") RoundCalendar calendar, @ForAll("seconds") long later) {
        Instant now = calendar.since().plusSeconds(later);
        List<LocalDate> expected = Stream.iterate(calendar.first(), date -> date.plusDays(calendar.cadence().days))
                .limit(ROUNDS * 2L)
                .filter(date -> calendar.window(date).isOpenAt(now))
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
        assertThat(calendar.openAt(now)).isEqualTo(expected).isNotEmpty();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void everybody_finds_the_round_of_their_own_date_opened(
            @ForAll("calendars") RoundCalendar calendar, @ForAll("seconds") long later) {
        Instant now = calendar.since().plusSeconds(later);
        for (CalendarHistory member : calendar.members()) {
            LocalDate own = calendar.cadence().roundOf(member.at(now).dateAt(now));
            if (calendar.hasRoundOf(own)) {
                assertThat(calendar.window(own).opens()).isBeforeOrEqualTo(now);
            }
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void a_change_of_calendar_touches_only_rounds_that_have_not_opened(
            @ForAll("calendars") RoundCalendar calendar, @ForAll("homes") PersonalCalendar next) {
        CalendarHistory traveller = calendar.members().get(0);
        Instant last = traveller.spans().get(traveller.spans().size() - 1).from();
        Instant turn = (last.isAfter(calendar.since()) ? last : calendar.since()).plus(Duration.ofDays(3));
        var changed = new RoundCalendar(
                calendar.cadence(),
                calendar.since(),
                List.of(travelled(traveller, next, turn), calendar.members().get(1)));
        for (LocalDate date : datesOf(calendar)) {
            Window before = calendar.window(date);
            if (before.opens().isBefore(turn)) {
                assertThat(changed.window(date)).isEqualTo(before);
            } else {
                assertThat(changed.window(date).opens()).isAfterOrEqualTo(turn);
            }
        }
    }

    private static List<LocalDate> datesOf(RoundCalendar calendar) {
        return Stream.iterate(calendar.first(), date -> date.plusDays(calendar.cadence().days))
                .limit(ROUNDS)
                .toList();
    }

    private static RoundCalendar daily(String since, String zone, String other) {
        return new RoundCalendar(Cadence.DAILY, Instant.parse(since), List.of(home(zone), home(other)));
    }

    private static CalendarHistory home(String zone) {
        return CalendarHistory.of(new PersonalCalendar(ZoneId.of(zone), LocalTime.of(4, 0)));
    }

    private static CalendarHistory travelled(CalendarHistory before, PersonalCalendar next, Instant turn) {
        var spans = new ArrayList<>(before.spans());
        Span last = spans.remove(spans.size() - 1);
        spans.add(new Span(last.calendar(), last.from(), turn));
        spans.add(new Span(next, turn, Instant.MAX));
        return new CalendarHistory(List.copyOf(spans));
    }

    @Provide
    Arbitrary<Long> seconds() {
        return Arbitraries.longs().between(0, Duration.ofDays(30).toSeconds());
    }

    @Provide
    Arbitrary<PersonalCalendar> homes() {
        Arbitrary<ZoneId> zones = Arbitraries.of(
                ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList());
        return Combinators.combine(zones, Arbitraries.integers().between(0, 360))
                .as((zone, minutes) -> new PersonalCalendar(zone, LocalTime.MIDNIGHT.plusMinutes(minutes)));
    }

    /** Two people with up to three journeys each. */
    @Provide
    Arbitrary<RoundCalendar> calendars() {
        Arbitrary<Instant> beginnings = Arbitraries.longs()
                .between(EARLIEST.getEpochSecond(), LATEST.getEpochSecond())
                .map(Instant::ofEpochSecond);
        return beginnings.flatMap(since -> Combinators.combine(
                        Arbitraries.of(Cadence.DAILY, Cadence.WEEKLY), histories(since), histories(since))
                .as((cadence, one, other) -> new RoundCalendar(cadence, since, List.of(one, other))));
    }

    private Arbitrary<CalendarHistory> histories(Instant since) {
        Arbitrary<List<Long>> turns = seconds().list().ofMaxSize(3);
        return Combinators.combine(homes().list().ofSize(4), turns).as((homes, seconds) -> {
            CalendarHistory history = CalendarHistory.of(homes.get(0));
            int next = 1;
            for (long second : seconds.stream().sorted().distinct().toList()) {
                history = travelled(history, homes.get(next++), since.plusSeconds(second));
            }
            return history;
        });
    }
}
