package app.toward.insight;

import app.toward.chart.HeatPanel;
import app.toward.chart.Line;
import app.toward.chart.Panel;
import app.toward.chart.Picture;
import app.toward.chart.Picture.LegendEntry;
import app.toward.chart.Span;
import app.toward.chart.SpanPanel;
import app.toward.chart.Theme;
import app.toward.chart.Tone;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pictures of figures: nothing is drawn that the figures do not say, and what they do not say stays a gap. */
record InsightPicture(Setting setting, Theme theme) {
    /** How bids were met, each bidder's by each one's word in a panel of its own. */
    Picture bids(InsightsView view) {
        List<Panel> panels = Stream.of(Bidder.values())
                .flatMap(bidder -> setting.perspectives()
                        .<Panel>map(perspective -> new SpanPanel(
                                text("picture.bids." + name(bidder) + "." + name(perspective)),
                                0,
                                1,
                                0.25,
                                NumberFormat.getPercentInstance(locale()),
                                locale(),
                                List.of(new Line(
                                        bidder == Bidder.ME ? Tone.FIRST : Tone.SECOND,
                                        spans(view, Metric.TURNED_TOWARD, perspective, bidder, null))),
                                text("picture.empty"))))
                .toList();
        return picture(
                "bids",
                "picture.bids.note",
                view.figures().stream().filter(InsightPicture::isTurnedToward),
                List.of(),
                panels);
    }

    /** Both people's answers, each scale in a panel of its own; day by day the answers themselves. */
    Picture checkIns(InsightsView view, Answered answered, Dates dates) {
        List<Panel> panels = Answered.ITEMS.stream()
                .<Panel>map(item -> new SpanPanel(
                        titleOf(item),
                        Answered.LEAST,
                        Answered.MOST,
                        2,
                        NumberFormat.getIntegerInstance(locale()),
                        locale(),
                        setting.perspectives()
                                .map(perspective -> new Line(
                                        tone(perspective),
                                        dates.isDaily()
                                                ? answers(answered, dates, perspective, item)
                                                : spans(view, Metric.MEAN, perspective, null, item)))
                                .toList(),
                        text("picture.empty")))
                .toList();
        var legend = setting.perspectives()
                .map(perspective -> new LegendEntry(tone(perspective), text("picture.legend." + name(perspective))))
                .toList();
        return picture(
                "check_ins",
                dates.isDaily() ? "picture.check_ins_daily.note" : "picture.check_ins.note",
                view.figures().stream().filter(figure -> figure.metric() == Metric.MEAN),
                legend,
                panels);
    }

    /** How many bids were made when. */
    Picture times(TimesView view) {
        long most = view.cells().stream().mapToLong(TimesView.Cell::bids).max().orElse(0);
        List<String> parts = Stream.of(DayPart.values())
                .map(part -> text("part." + name(part)))
                .toList();
        List<String> weekdays = Stream.of(DayOfWeek.values())
                .map(day -> day.getDisplayName(TextStyle.SHORT_STANDALONE, locale()))
                .toList();
        List<Panel> panels = Stream.of(Bidder.values())
                .<Panel>map(bidder -> new HeatPanel(
                        text("picture.times." + name(bidder)),
                        bidder == Bidder.ME ? Tone.FIRST : Tone.SECOND,
                        weekdays,
                        parts,
                        rows(view, bidder),
                        most))
                .toList();
        return picture("times", "picture.times.note", view.figures().stream(), List.of(), panels);
    }

    private Picture picture(
            String name, String noteKey, Stream<FigureView> described, List<LegendEntry> legend, List<Panel> panels) {
        String note = text(noteKey);
        String description = Stream.concat(Stream.of(note), described.map(FigureView::sentence))
                .distinct()
                .collect(Collectors.joining(" "));
        return new Picture(text("picture." + name), description, note, legend, panels, theme);
    }

    private static List<List<Long>> rows(TimesView view, Bidder bidder) {
        List<Long> counts = view.cells().stream()
                .filter(cell -> cell.bidder() == bidder)
                .map(TimesView.Cell::bids)
                .toList();
        int width = DayPart.values().length;
        return IntStream.range(0, Weekday.values().length)
                .mapToObj(row -> counts.subList(row * width, (row + 1) * width))
                .toList();
    }

    private static List<Span> spans(
            InsightsView view,
            Metric metric,
            InsightPerspective perspective,
            @Nullable Bidder bidder,
            @Nullable String item) {
        return view.parts().stream()
                .map(bucket -> bucket.figures().stream()
                        .filter(figure -> figure.metric() == metric
                                && figure.perspective() == perspective
                                && figure.bidder() == bidder
                                && Objects.equals(figure.item(), item))
                        .findFirst()
                        .map(figure -> span(bucket.window(), figure.value(), figure.low(), figure.high()))
                        .orElseGet(() -> span(bucket.window(), null, null, null)))
                .toList();
    }

    /** The answer itself, for there is one a day. */
    private static List<Span> answers(Answered answered, Dates dates, InsightPerspective perspective, String item) {
        return IntStream.range(0, dates.firsts().size())
                .mapToObj(i -> {
                    var series = answered.tally(ScaleFigures.of(perspective), item, i + 1)
                            .series();
                    LocalDate date = dates.firsts().get(i);
                    return new Span(date, date, series.n() == 0 ? null : series.mean(), null, null);
                })
                .toList();
    }

    private static Span span(WindowView window, @Nullable Double value, @Nullable Double low, @Nullable Double high) {
        return new Span(window.from(), window.to(), value, low, high);
    }

    private static boolean isTurnedToward(FigureView figure) {
        return figure.metric() == Metric.TURNED_TOWARD;
    }

    private static Tone tone(InsightPerspective perspective) {
        return perspective == InsightPerspective.MINE ? Tone.FIRST : Tone.SECOND;
    }

    private String titleOf(String item) {
        String label = setting.sentences().labelOf(item);
        return label.substring(0, 1).toUpperCase(locale()) + label.substring(1);
    }

    private String text(String key) {
        return setting.sentences().text(key);
    }

    private Locale locale() {
        return setting.sentences().locale();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
