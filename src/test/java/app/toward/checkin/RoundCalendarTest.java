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
import java.time.temporal.ChronoUnit;
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
    private static final Duration STEP = Duration.ofMinutes(30);

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
    void a_date_that_the_date_line_skipped_still_has_a_round_of_a_day_at_least() {
        var calendar = daily("2011-12-01T12:00:00Z", "Pacific/Apia", "Pacific/Apia");
        Window skipped = calendar.window(LocalDate.parse("2011-12-30"));
        assertThat(Duration.between(skipped.opens(), skipped.closes())).isGreaterThanOrEqualTo(Duration.ofDays(1));
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

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void past_rounds_stay_as_they_were_when_one_of_the_two_is_erased(@ForAll("calendars") RoundCalendar calendar) {
        List<LocalDate> dates = datesOf(calendar);
        Instant erased = calendar.window(dates.get(dates.size() - 1)).opens().plusMillis(1);
        String kept = calendar.members()
                .get(1)
                .withoutPerson(calendar.since(), erased)
                .text();
        var afterwards = new RoundCalendar(
                calendar.cadence(), calendar.since(), List.of(calendar.members().get(0), CalendarHistory.parse(kept)));
        assertThat(afterwards.first()).isEqualTo(calendar.first());
        assertThat(dates).allSatisfy(date -> assertThat(afterwards.window(date)).isEqualTo(calendar.window(date)));
    }

    @Test
    void what_is_kept_of_an_erased_ones_zone_is_the_first_name_with_the_same_clocks() {
        Instant since = Instant.parse("2024-01-01T00:00:00Z");
        CalendarHistory kept = home("Europe/Vaduz").withoutPerson(since, since.plus(Duration.ofDays(700)));
        assertThat(kept.text()).doesNotContain("Vaduz").endsWith(" 04:00 Africa/Ceuta");
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

    /** Told by a clock on the wall, without the code under test: walks the days and sees each date begin. */
    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void each_date_of_each_member_is_in_one_round_that_leaves_them_a_day(@ForAll("calendars") RoundCalendar calendar) {
        for (CalendarHistory member : calendar.members()) {
            LocalDate earliest = wallDate(member, calendar.since());
            LocalDate latest = wallDate(member, calendar.since().plus(Duration.ofDays(ROUNDS - 3)));
            for (LocalDate date = earliest; !date.isAfter(latest); date = date.plusDays(1)) {
                Instant began = beginning(member, date, calendar.since());
                Window window = calendar.window(roundWith(date, calendar));
                assertThat(window.opens())
                        .as("%s opens", date)
                        .isBeforeOrEqualTo(began.plus(skippedBefore(member, began)));
                assertThat(window.closes()).as("%s closes", date).isAfterOrEqualTo(began.plus(Duration.ofDays(1)));
            }
        }
    }

    /** The only round that has a date; the first one has what went before, for who is still in it. */
    private static LocalDate roundWith(LocalDate date, RoundCalendar calendar) {
        List<LocalDate> rounds = datesOf(calendar).stream()
                .filter(round -> !date.isBefore(round) && date.isBefore(round.plusDays(calendar.cadence().days)))
                .toList();
        if (date.isBefore(calendar.first())) {
            return calendar.first();
        }
        assertThat(rounds).as("rounds of %s", date).hasSize(1);
        return rounds.get(0);
    }

    /** When somebody came to a date, or past it, for the first time since the founding. */
    private static Instant beginning(CalendarHistory member, LocalDate date, Instant since) {
        Instant after = since;
        while (wallDate(member, after).isBefore(date)) {
            after = after.plus(STEP);
        }
        Instant before = after.equals(since) ? since : after.minus(STEP);
        while (before.isBefore(after)) {
            Instant middle =
                    before.plus(Duration.between(before, after).dividedBy(2).truncatedTo(ChronoUnit.SECONDS));
            if (wallDate(member, middle).isBefore(date)) {
                before = middle.plusSeconds(1);
            } else {
                after = middle;
            }
        }
        return after;
    }

    /** The date on the wall of wherever somebody is, of a day that starts when the clock shows their day's start. */
    private static LocalDate wallDate(CalendarHistory member, Instant instant) {
        Span here = member.spans().stream()
                .filter(span -> !instant.isBefore(span.from()) && instant.isBefore(span.until()))
                .findFirst()
                .orElseThrow();
        return instant.atZone(here.calendar().zone())
                .toLocalDateTime()
                .minusSeconds(here.calendar().dayStart().toSecondOfDay())
                .toLocalDate();
    }

    /** Where the clocks skip a day's start, the day starts as much later as they skip. */
    private static Duration skippedBefore(CalendarHistory member, Instant instant) {
        var rules = member.at(instant).zone().getRules();
        var transition = rules.previousTransition(instant.plusSeconds(1));
        boolean isRecent = transition != null
                && transition.isGap()
                && transition.getInstant().isAfter(instant.minus(Duration.ofDays(1)));
        return isRecent ? transition.getDuration() : Duration.ZERO;
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
    void everybody_finds_an_open_round_at_any_time(
            @ForAll("calendars") RoundCalendar calendar, @ForAll("seconds") long later) {
        Instant now = calendar.since().plusSeconds(later);
        for (CalendarHistory member : calendar.members()) {
            LocalDate round = calendar.roundFor(member, now);
            assertThat(calendar.hasRoundOf(round)).isTrue();
            assertThat(calendar.window(round).opens()).isBeforeOrEqualTo(now);
        }
    }

    @Test
    void a_traveller_across_the_date_line_has_a_whole_day_too() {
        var couple = daily("2026-11-01T12:00:00Z", "Australia/Canberra", "Australia/Canberra");
        var turn = Instant.parse("2026-11-10T00:00:00Z");
        var honolulu = new PersonalCalendar(ZoneId.of("Pacific/Honolulu"), LocalTime.of(4, 0));
        var calendar = new RoundCalendar(
                Cadence.DAILY,
                couple.since(),
                List.of(couple.members().get(0), travelled(couple.members().get(1), honolulu, turn)));
        // Open since the ninth in Canberra; in Honolulu it is still the ninth, and the tenth begins at 14:00 UTC.
        assertThat(calendar.window(LocalDate.parse("2026-11-10")).closes())
                .isAfterOrEqualTo(Instant.parse("2026-11-11T14:00:00Z"));
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
