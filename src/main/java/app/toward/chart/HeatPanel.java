package app.toward.chart;

import java.awt.Color;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;

/**
 * Counts in rows and columns, the more the darker, and each with its number.
 *
 * @param counts by row, from the top, and column
 * @param most what is darkest: the same in all panels of a picture, or they could not be compared
 */
public record HeatPanel(
        String title, Tone tone, List<String> rows, List<String> columns, List<List<Long>> counts, long most)
        implements Panel {
    private static final int ROW = 24;
    private static final int AXIS = 28;
    private static final double PALEST = 0.06;
    /** From here on the number is written in the colour of the ground. */
    private static final double STRONG = 0.55;

    @Override
    public int height() {
        return rows.size() * ROW + AXIS;
    }

    @Override
    public JFreeChart drawn(Theme theme) {
        var across = new SymbolAxis(null, columns.toArray(String[]::new));
        var down = new SymbolAxis(null, rows.toArray(String[]::new));
        down.setInverted(true);
        across.setGridBandsVisible(false);
        down.setGridBandsVisible(false);
        var renderer = new XYBlockRenderer();
        renderer.setBlockWidth(0.94);
        renderer.setBlockHeight(0.88);
        renderer.setPaintScale(scale(theme));
        var plot = new XYPlot(cells(), across, down, renderer);
        plot.setRangeGridlinesVisible(false);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                plot.addAnnotation(number(row, column, theme));
            }
        }
        JFreeChart chart = Style.plain(plot, theme);
        plot.setRangeGridlinesVisible(false);
        return chart;
    }

    private DefaultXYZDataset cells() {
        int size = rows.size() * columns.size();
        double[][] cells = new double[3][size];
        for (int i = 0; i < size; i++) {
            cells[0][i] = i % columns.size();
            cells[1][i] = Math.floorDiv(i, columns.size());
            cells[2][i] = part(count(i));
        }
        var dataset = new DefaultXYZDataset();
        dataset.addSeries(title, cells);
        return dataset;
    }

    private XYTextAnnotation number(int row, int column, Theme theme) {
        long count = counts.get(row).get(column);
        var number = new XYTextAnnotation(String.valueOf(count), column, row);
        number.setFont(Style.LABEL);
        Color ink = count == 0 ? theme.faint : theme.ink;
        number.setPaint(part(count) > STRONG ? theme.ground : ink);
        return number;
    }

    private long count(int cell) {
        return counts.get(Math.floorDiv(cell, columns.size())).get(cell % columns.size());
    }

    private double part(long count) {
        return count == 0 ? PALEST : PALEST + (1 - PALEST) * count / Math.max(1, most);
    }

    private PaintScale scale(Theme theme) {
        return new PaintScale() {
            @Override
            public double getLowerBound() {
                return 0;
            }

            @Override
            public double getUpperBound() {
                return 1;
            }

            @Override
            public Color getPaint(double part) {
                return theme.tint(tone, part);
            }
        };
    }
}
