package app.toward.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** What all pictures look like. */
final class Style {
    static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final float THIN = 1;

    private Style() {}

    static JFreeChart plain(XYPlot plot, Theme theme) {
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(theme.grid);
        plot.setRangeGridlineStroke(new BasicStroke(THIN));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plain(plot.getDomainAxis(), theme);
        plain(plot.getRangeAxis(), theme);
        var chart = new JFreeChart(null, LABEL, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(2, 10, 2, 14));
        return chart;
    }

    /** Two people's marks differ in form too. */
    static Shape mark(Tone tone, double size) {
        return tone == Tone.FIRST
                ? new Ellipse2D.Double(-size / 2, -size / 2, size, size)
                : new Rectangle2D.Double(-size / 2, -size / 2, size, size);
    }

    private static void plain(ValueAxis axis, Theme theme) {
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setTickLabelFont(LABEL);
        axis.setTickLabelPaint(theme.faint);
    }
}
