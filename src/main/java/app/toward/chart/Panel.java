package app.toward.chart;

import org.jfree.chart.JFreeChart;

/** One part of a picture; parts stand one below the other. */
public sealed interface Panel permits SpanPanel, HeatPanel {
    String title();

    /** In pixels, without the title. */
    int height();

    JFreeChart drawn(Theme theme);
}
