package app.toward.insight;

import app.toward.insight.Figure.Subject;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** When bids were made and how long responses took. */
record TimeFigures(Setting setting, WindowView window, List<TimeTally> times, List<ResponseTally> responses) {
    TimesView view() {
        return new TimesView(
                window,
                setting.perspectives().map(this::response).map(setting::told).toList(),
                cells());
    }

    /** The receiver responds: their word is the caller's own where the partner made the bid. */
    private Figure response(InsightPerspective perspective) {
        Bidder bidder = perspective == InsightPerspective.MINE ? Bidder.PARTNER : Bidder.ME;
        ResponseTally tally = responses.stream()
                .filter(one -> one.own() == (bidder == Bidder.ME))
                .findFirst()
                .orElse(new ResponseTally(bidder == Bidder.ME, 0, 0, 0, 0, 0));
        return setting.figure(
                new Subject(Metric.TIME_TO_RESPONSE, perspective, bidder, null),
                Finding.median(tally.median(), tally.interval(), tally.n(), tally.days()),
                0,
                EnumSet.of(Caveat.ONLY_LOGGED, Caveat.ONLY_ANSWERED),
                window,
                null);
    }

    private List<TimesView.Cell> cells() {
        return Stream.of(Bidder.values())
                .flatMap(bidder -> Stream.of(Weekday.values())
                        .flatMap(weekday -> Stream.of(DayPart.values()).map(part -> cell(bidder, weekday, part))))
                .toList();
    }

    private TimesView.Cell cell(Bidder bidder, Weekday weekday, DayPart part) {
        TimeTally tally = tally(bidder, weekday, part);
        List<InsightPerspective> asked = setting.perspectives().toList();
        return new TimesView.Cell(
                bidder,
                weekday,
                part,
                tally.bids(),
                asked.contains(InsightPerspective.MINE) ? TimesView.Met.of(tally.mine()) : null,
                asked.contains(InsightPerspective.PARTNER_VISIBLE) ? TimesView.Met.of(tally.partners()) : null);
    }

    TimeTally tally(Bidder bidder, Weekday weekday, DayPart part) {
        return times.stream()
                .filter(tally ->
                        tally.weekday() == weekday && tally.part() == part && tally.own() == (bidder == Bidder.ME))
                .findFirst()
                .orElseGet(() -> TimeTally.none(weekday, part, bidder == Bidder.ME));
    }
}
