package app.toward.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.data.category.DefaultCategoryDataset;

/** Writes what was measured: a table to be read, the same as CSV, and a chart. */
final class Results {
    private static final String HEAD = """
            | operation | at once | by | requests/s (least–most) | p50 ms | p99 ms | CPU ms: server | PostgreSQL | load | \
            RSS MB | of others |
            |---|---|---|---|---|---|---|---|---|---|---|
            """;

    private static final String RATIOS = """
            | operation | at once | throughput: of Vert.x | of pgbench | server CPU: × Vert.x |
            |---|---|---|---|---|
            """;

    private static final String CSV =
            "operation,concurrency,target,steady,requests_per_second,least,most,p50_ms,p99_ms,server_cpu_ms,"
                    + "postgresql_cpu_ms,load_cpu_ms,resident_mb,others_share\n";

    private final Path directory;
    private final Map<String, String> circumstances;
    private final List<Measured> measured = new ArrayList<>();
    private final Map<String, String> findings = new LinkedHashMap<>();

    Results(Path directory, Map<String, String> circumstances) {
        this.directory = directory;
        this.circumstances = circumstances;
    }

    void add(Measured one) {
        measured.add(one);
        System.out.print(row(one));
    }

    /** Something that was measured once, in words. */
    void add(String what, String found) {
        findings.put(what, found);
        System.out.println(what + ": " + found);
    }

    void write() throws IOException {
        Files.createDirectories(directory);
        var text = new StringBuilder("# What was measured\n\n");
        circumstances.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        if (!measured.isEmpty()) {
            text.append("\n"
                    + "Medians; an asterisk marks a row that did not get steady, or of which others disturbed a"
                    + " window.\n\n");
            text.append(HEAD);
            measured.forEach(one -> text.append(row(one)));
            text.append('\n').append(RATIOS);
            measured.stream().filter(one -> one.target().equals("toward")).forEach(one -> text.append(ratios(one)));
            text.append("\n![Requests a second](RESULTS.png)\n");
            Files.writeString(directory.resolve("RESULTS.csv"), csv());
            chart();
        }
        if (!findings.isEmpty()) {
            text.append("\n| | found |\n|---|---|\n");
            findings.forEach((what, found) ->
                    text.append("| ").append(what).append(" | ").append(found).append(" |\n"));
        }
        Files.writeString(directory.resolve("RESULTS.md"), text);
    }

    private static String row(Measured one) {
        String mark = one.isSteady() && one.disturbed() == 0 ? "" : " *";
        return format(
                "| %s%s | %d | %s | %.0f (%.0f–%.0f) | %.1f | %.1f | %.3f | %.3f | %.3f | %.0f | %.0f %% |%n",
                one.operation(),
                mark,
                one.concurrency(),
                one.target(),
                one.perSecond(),
                one.least(),
                one.greatest(),
                one.median(window -> window.figures().p50()),
                one.median(window -> window.figures().p99()),
                one.median(Window::serverMillis),
                one.median(Window::databaseMillis),
                one.median(Window::loadMillis),
                one.median(Window::resident) / 1e6,
                one.median(Window::othersShare) * 100);
    }

    private String ratios(Measured toward) {
        Optional<Measured> vertx = beside(toward, "vertx");
        Optional<Measured> pgbench = beside(toward, "pgbench");
        return "| " + toward.operation() + " | " + toward.concurrency() + " | "
                + vertx.map(other -> ratio(toward.perSecond() / other.perSecond()))
                        .orElse("–") + " | "
                + pgbench.map(other -> ratio(toward.perSecond() / other.perSecond()))
                        .orElse("–") + " | "
                + vertx.map(other -> ratio(toward.median(Window::serverMillis) / other.median(Window::serverMillis)))
                        .orElse("–")
                + " |\n";
    }

    private Optional<Measured> beside(Measured toward, String target) {
        return measured.stream()
                .filter(other -> other.target().equals(target)
                        && other.operation().equals(toward.operation())
                        && other.concurrency() == toward.concurrency())
                .findFirst();
    }

    private static String ratio(double ratio) {
        return format("%.2f", ratio);
    }

    private String csv() {
        var csv = new StringBuilder(CSV);
        measured.forEach(one -> csv.append(format(
                "%s,%d,%s,%s,%.1f,%.1f,%.1f,%.3f,%.3f,%.4f,%.4f,%.4f,%.1f,%.4f%n",
                one.operation().replace(",", ""),
                one.concurrency(),
                one.target(),
                one.isSteady(),
                one.perSecond(),
                one.least(),
                one.greatest(),
                one.median(window -> window.figures().p50()),
                one.median(window -> window.figures().p99()),
                one.median(Window::serverMillis),
                one.median(Window::databaseMillis),
                one.median(Window::loadMillis),
                one.median(Window::resident) / 1e6,
                one.median(Window::othersShare))));
        return csv.toString();
    }

    private void chart() throws IOException {
        var data = new DefaultCategoryDataset();
        measured.forEach(
                one -> data.addValue(one.perSecond(), one.target(), one.operation() + " × " + one.concurrency()));
        JFreeChart chart = ChartFactory.createBarChart(
                "Requests a second", null, null, data, PlotOrientation.HORIZONTAL, true, false, false);
        chart.setBackgroundPaint(Color.WHITE);
        int height = 120 + 22 * measured.size();
        ChartUtils.saveChartAsPNG(directory.resolve("RESULTS.png").toFile(), chart, 900, height);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
