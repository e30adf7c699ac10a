package app.toward.bench;

import app.toward.bench.CaptureStatements.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What row-level security would cost PostgreSQL: what Toward sends, by a role that policies hold for, with and without
 * them in turn. A policy has to be told who asks. That is a statement more, or is done by the one that finds the
 * membership, which comes first.
 */
final class MeasureRowSecurity {
    private static final int CONCURRENCY = 8;
    private static final String ROLE = "walled";
    private static final List<String> OPERATIONS = List.of("read one bid", "last 50 bids", "log a bid");
    private static final List<String> TABLES = List.of("bid", "answer", "feed_entry");

    private static final String MAY_READ_AND_WRITE = """
            create role %1$s login;
            grant select, insert, update, delete on all tables in schema public to %1$s;
            """.formatted(ROLE);

    private static final String POLICY = """
            create policy members on %s using (partnership_id in (
                select partnership_id from membership where account_id = current_setting('toward.account')::uuid))
            """;

    private static final String TELL = "select set_config('toward.account', cast($1 as text), true)";
    private static final String TELL_WITH_MEMBERSHIP =
            "select set_config('toward.account', m.account_id::text, true), m.partnership_id";

    private enum Wall {
        NONE("no policies"),
        TOLD("policies, told by a statement"),
        TOLD_WITH_MEMBERSHIP("policies, told by the membership's");

        private final String words;

        Wall(String words) {
            this.words = words;
        }
    }

    private final Benchmark benchmark;
    private final Server toward;
    private final Results results;
    private final Operations operations;
    private final Measure measure;

    private MeasureRowSecurity(Benchmark benchmark, Server toward, Results results) {
        this.benchmark = benchmark;
        this.toward = toward;
        this.results = results;
        this.operations = benchmark.operations(toward);
        this.measure = new Measure(benchmark.options, benchmark.postgres);
    }

    static void run(Benchmark benchmark, Server toward, Results results) throws Exception {
        benchmark.postgres.execute(MAY_READ_AND_WRITE);
        for (String table : TABLES) {
            benchmark.postgres.execute(POLICY.formatted(table));
        }
        var part = new MeasureRowSecurity(benchmark, toward, results);
        for (Operation operation : part.operations.all()) {
            if (OPERATIONS.contains(operation.name())) {
                part.measure(operation);
            }
        }
        part.have(Wall.NONE);
    }

    private void measure(Operation operation) throws Exception {
        List<String> undo = operation.undo().stream().map(operations::filled).toList();
        operations.renewTokens();
        Sent sent = new CaptureStatements(benchmark.postgres, toward.port())
                .of(Benchmark.requests(operation, operation.most()));
        benchmark.postgres.execute(undo.toArray(String[]::new));
        Map<Wall, Load> loads = new EnumMap<>(Wall.class);
        Map<Wall, List<Window>> windows = new EnumMap<>(Wall.class);
        for (Wall wall : Wall.values()) {
            loads.put(wall, load(operation, told(sent, wall), wall));
            windows.put(wall, new ArrayList<>());
        }
        // The first time warms the caches, and does not count.
        for (int i = 0; i <= benchmark.options.number("windows"); i++) {
            for (Wall wall : Wall.values()) {
                have(wall);
                Window window = measure.window(loads.get(wall), CONCURRENCY, 0, Integer.MAX_VALUE, undo);
                if (i > 0) {
                    windows.get(wall).add(window);
                }
            }
        }
        report(operation.name(), windows);
    }

    private void have(Wall wall) throws Exception {
        for (String table : TABLES) {
            benchmark.postgres.execute(
                    "alter table " + table + (wall == Wall.NONE ? " disable" : " enable") + " row level security");
        }
    }

    private Load load(Operation operation, Sent sent, Wall wall) throws IOException {
        String script = CaptureStatements.script(sent, benchmark.scale, operation.variables(), operations::filled);
        Path directory = Files.createDirectories(benchmark.work.resolve(
                "row-security-" + wall + "-" + operation.name().replace(' ', '-')));
        return new Pgbench(benchmark.postgres.port(), ROLE, directory, List.of(script));
    }

    /** Reads have no transaction, and need one here: otherwise their statements may be sent on several connections. */
    private static Sent told(Sent sent, Wall wall) {
        var statements = new ArrayList<>(sent.statements());
        if (wall != Wall.NONE && !statements.get(0).isFrame()) {
            statements.add(0, new Captured("begin", List.of()));
            statements.add(new Captured("commit", List.of()));
        }
        if (wall == Wall.TOLD) {
            long caller =
                    Scale.account(sent.request().partnership(), sent.request().side());
            statements.add(1, new Captured(TELL, List.of(Ids.ACCOUNT.text(caller))));
        }
        if (wall == Wall.TOLD_WITH_MEMBERSHIP) {
            Captured membership = statements.get(1);
            String sql = membership.sql().replace("select m.partnership_id", TELL_WITH_MEMBERSHIP);
            statements.set(1, new Captured(sql, membership.parameters()));
        }
        return new Sent(sent.request(), statements, sent.made());
    }

    private void report(String operation, Map<Wall, List<Window>> windows) {
        Map<Wall, Measured> measured = new EnumMap<>(Wall.class);
        windows.forEach((wall, ofWall) -> {
            measured.put(wall, new Measured(operation, CONCURRENCY, wall.words, true, ofWall));
            results.add(measured.get(wall));
        });
        Measured plain = measured.get(Wall.NONE);
        for (Wall wall : List.of(Wall.TOLD, Wall.TOLD_WITH_MEMBERSHIP)) {
            Measured walled = measured.get(wall);
            results.add(
                    operation + ", " + wall.words,
                    String.format(
                            Locale.ROOT,
                            "%+.0f %% of the throughput, %+.0f %% of PostgreSQL's processor time for each",
                            100 * (walled.perSecond() / plain.perSecond() - 1),
                            100 * (database(walled) / database(plain) - 1)));
        }
    }

    private static double database(Measured measured) {
        return measured.median(Window::databaseMillis);
    }
}
