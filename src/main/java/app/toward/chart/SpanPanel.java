package app.toward.chart;

import java.awt.BasicStroke;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.DateTickUnit;
import org.jfree.chart.axis.DateTickUnitType;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Values over time with their intervals: each span's interval is a bar as wide as the span, so nothing is drawn between
 * two spans that was not counted; values that follow each other are joined, and a gap stays one.
 *
 * @param least where the axis begins: the least that is possible, not the least there is
 * @param most where it ends
 * @param step how far its labels are apart
 * @param ifEmpty what stands there instead if there is nothing to draw
 */
public record SpanPanel(
        String title,
        double least,
        double most,
        double step,
        NumberFormat format,
        Locale locale,
        List<Line> lines,
        String ifEmpty)
        implements Panel {
    private static final int HEIGHT = 118;
    private static final double BAR = 0.30;
    /** Told from the ground also by who sees little contrast. */
    private static final double EDGE = 0.75;

    private static final double DOT = 5;
    private static final int MOST_DOTS = 40;
    private static final int MOST_TICKS = 5;
    private static final int MOST_MONTHS = 36;
    private static final int UNLABELLED_END = 16;
    private static final int WEEK = 7;
    private static final int MONTH = 31;
    private static final int YEAR = 366;
    private static final TimeZone UTC = TimeZone.getTimeZone(ZoneOffset.UTC);

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public JFreeChart drawn(Theme theme) {
        var plot = new XYPlot(bars(), dates(), values(), barsDrawn(theme));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setDataset(1, dots());
        plot.setRenderer(1, dotsDrawn(theme));
        if (isEmpty()) {
            plot.addAnnotation(instead(plot.getDomainAxis().getRange().getCentralValue(), theme));
        }
        return Style.plain(plot, theme);
    }

    private boolean isEmpty() {
        return lines.stream()
                .flatMap(line -> line.spans().stream())
                .allMatch(span -> span.value() == null && span.low() == null);
    }

    /** On a ground of its own, for grid lines go through the middle. */
    private XYTextAnnotation instead(double middle, Theme theme) {
        var text = new XYTextAnnotation(ifEmpty, middle, (least + most) / 2);
        text.setFont(Style.LABEL);
        text.setPaint(theme.faint);
        text.setBackgroundPaint(theme.ground);
        return text;
    }

    /** Labelled from the least on, in steps; with room for half a dot beyond the ends. */
    private NumberAxis values() {
        var axis = new NumberAxis() {
            private static final long serialVersionUID = 1L;

            @Override
            protected double calculateLowestVisibleTickValue() {
                return least;
            }

            @Override
            protected int calculateVisibleTickCount() {
                return (int) Math.round((most - least) / step) + 1;
            }
        };
        double margin = (most - least) / HEIGHT * DOT;
        axis.setRange(least - margin, most + margin);
        axis.setTickUnit(new NumberTickUnit(step, format));
        return axis;
    }

    private DateAxis dates() {
        List<Span> spans = lines.get(0).spans();
        LocalDate from = spans.get(0).from();
        LocalDate end = spans.get(spans.size() - 1).to().plusDays(1);
        int days = Math.toIntExact(end.toEpochDay() - from.toEpochDay());
        LocalDate monday = from.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        var axis = new DateAxis(null, UTC, locale) {
            private static final long serialVersionUID = 1L;

            /** Where labels are weeks apart, they stand where weeks begin, as the bars do. */
            @Override
            @SuppressWarnings("JavaUtilDate") // The library's own.
            public Date calculateLowestVisibleTickValue(DateTickUnit unit) {
                boolean areWeeks = DateTickUnitType.DAY.equals(unit.getUnitType()) && unit.getMultiple() % WEEK == 0;
                return areWeeks ? new Date(millis(monday)) : super.calculateLowestVisibleTickValue(unit);
            }

            /** A label at the very end would be cut off. */
            @Override
            public boolean isHiddenValue(long millis) {
                return millis > millis(end) - (millis(end) - millis(from)) / UNLABELLED_END;
            }
        };
        axis.setRange((double) millis(from), (double) millis(end));
        axis.setTickUnit(ticks(days));
        return axis;
    }

    /** Few enough to be read, and in words that cannot be taken for another date. */
    private DateTickUnit ticks(int days) {
        boolean areDays = days <= MOST_TICKS * MONTH;
        boolean areYears = days > MOST_MONTHS * MONTH;
        int length = areDays ? 1 : areYears ? YEAR : MONTH;
        var format = new SimpleDateFormat(areDays ? "d MMM" : areYears ? "yyyy" : "MMM yyyy", locale);
        format.setTimeZone(UTC);
        int apart = Math.max(1, -Math.floorDiv(-days, length * MOST_TICKS));
        boolean areWeeks = areDays && apart > WEEK;
        return new DateTickUnit(
                areDays ? DateTickUnitType.DAY : areYears ? DateTickUnitType.YEAR : DateTickUnitType.MONTH,
                areWeeks ? -Math.floorDiv(-apart, WEEK) * WEEK : apart,
                format);
    }

    /** Two people's bars share a span's width, side by side. */
    private XYIntervalSeriesCollection bars() {
        var all = new XYIntervalSeriesCollection();
        for (int i = 0; i < lines.size(); i++) {
            var series = new XYIntervalSeries(i);
            for (Span span : lines.get(i).spans()) {
                if (span.low() != null && span.high() != null) {
                    double width = width(span) / lines.size();
                    double left = millis(span.from()) + i * width;
                    series.add(left + width / 2, left, left + width, span.low(), span.low(), span.high());
                }
            }
            all.addSeries(series);
        }
        return all;
    }

    /** In the middle of their bars; of their spans where there are none. */
    private XYSeriesCollection dots() {
        boolean haveBars = lines.stream().flatMap(line -> line.spans().stream()).anyMatch(span -> span.low() != null);
        var all = new XYSeriesCollection();
        for (int i = 0; i < lines.size(); i++) {
            double place = haveBars ? (i + 0.5) / lines.size() : 0.5;
            var series = new XYSeries(i);
            for (Span span : lines.get(i).spans()) {
                series.add(millis(span.from()) + place * width(span), span.value() == null ? Double.NaN : span.value());
            }
            all.addSeries(series);
        }
        return all;
    }

    private XYBarRenderer barsDrawn(Theme theme) {
        var renderer = new XYBarRenderer(0.08);
        renderer.setUseYInterval(true);
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(true);
        renderer.setBarPainter(new StandardXYBarPainter());
        for (int i = 0; i < lines.size(); i++) {
            renderer.setSeriesPaint(i, theme.tint(lines.get(i).tone(), BAR));
            renderer.setSeriesOutlinePaint(i, theme.tint(lines.get(i).tone(), EDGE));
        }
        return renderer;
    }

    private XYLineAndShapeRenderer dotsDrawn(Theme theme) {
        boolean isDense = lines.get(0).spans().size() > MOST_DOTS;
        var renderer = new XYLineAndShapeRenderer(true, true) {
            private static final long serialVersionUID = 1L;

            /** Where dots would run into each other, only those are left that no line goes through. */
            @Override
            public boolean getItemShapeVisible(int series, int item) {
                return !isDense || isAlone(lines.get(series).spans(), item);
            }
        };
        float width = isDense ? 1.2f : 1.8f;
        for (int i = 0; i < lines.size(); i++) {
            Tone tone = lines.get(i).tone();
            renderer.setSeriesPaint(i, theme.of(tone));
            renderer.setSeriesStroke(i, new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            renderer.setSeriesShape(i, Style.mark(tone, isDense ? DOT / 2 : DOT));
        }
        return renderer;
    }

    private static boolean isAlone(List<Span> spans, int item) {
        boolean follows = item > 0 && spans.get(item - 1).value() != null;
        boolean isFollowed = item + 1 < spans.size() && spans.get(item + 1).value() != null;
        return !follows && !isFollowed;
    }

    private static double width(Span span) {
        return (double) millis(span.to().plusDays(1)) - millis(span.from());
    }

    private static long millis(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
