package app.toward.insight;

import app.toward.insight.Totals.Question;
import app.toward.partnership.Membership;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When bids were made, as the caller sees them: how many on one weekday in one part of the day.
 *
 * @param own whether the caller made them
 * @param mine how they were met, as the caller says
 */
record TimeTally(Weekday weekday, DayPart part, boolean own, Met mine, Met partners, long bids) {
    /** How they were met by one person's word. */
    record Met(long turnedToward, long missed, long noticed) {}

    private static final String SQL = """
            with seen as (%s)
            select (array[%s])[(cast(:firstWeekday as int) - 1 + (day - 1) / 4) %% 7 + 1] as weekday,
                (array[%s])[(day - 1) %% 4 + 1] as part, own,
                count(*) as bids,
                json_build_object('turnedToward', count(*) filter (where mine = 'TURNED_TOWARD'),
                    'missed', count(*) filter (where mine = 'MISSED'),
                    'noticed', count(*) filter (where mine = 'NOTICED')) as mine,
                json_build_object('turnedToward', count(*) filter (where partners = 'TURNED_TOWARD'),
                    'missed', count(*) filter (where partners = 'MISSED'),
                    'noticed', count(*) filter (where partners = 'NOTICED')) as partners
            from seen group by 1, 2, 3
            """.formatted(SeenBids.SQL, names(Weekday.values()), names(DayPart.values()));

    private static String names(Enum<?>[] constants) {
        return Stream.of(constants).map(constant -> "'" + constant.name() + "'").collect(Collectors.joining(", "));
    }

    static TimeTally none(Weekday weekday, DayPart part, boolean own) {
        var none = new Met(0, 0, 0);
        return new TimeTally(weekday, part, own, none, none, 0);
    }

    /** The beginnings are those of the parts of each day, so what is a day elsewhere is a part here. */
    static Question<TimeTally> in(Dates dates, Membership membership) {
        return SeenBids.ask(SQL, TimeTally.class, dates.partStarts(), dates, membership)
                .with("firstWeekday", dates.from().getDayOfWeek().getValue());
    }
}
