package app.toward.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Measures in windows of the same length, after as many as it takes until two in turn no longer differ. */
final class Measure {
    private static final double STEADY = 0.03;

    private final Options options;
    private final Postgres postgres;

    Measure(Options options, Postgres postgres) {
        this.options = options;
        this.postgres = postgres;
    }

    /**
     * Has an operation done until it is steady, and then measures it.
     *
     * @param serverPid the process that answers; 0 if it is PostgreSQL alone
     * @param undo what takes back what a window did
     */
    Measured of(
            String operation,
            int concurrency,
            String target,
            Load load,
            long serverPid,
            int mostRequests,
            List<String> undo)
            throws IOException, InterruptedException, SQLException {
        // A JVM on few processors gets faster for a minute, and in steps: two windows of the same step are not the end.
        int least = serverPid == 0 ? 1 : options.number("warm-least");
        Window last = window(load, concurrency, serverPid, mostRequests, undo);
        boolean isSteady = false;
        for (int i = 1; i < options.number("warm") && !isSteady; i++) {
            Window next = window(load, concurrency, serverPid, mostRequests, undo);
            isSteady = i >= least
                    && Math.abs(next.figures().perSecond() / last.figures().perSecond() - 1) < STEADY;
            last = next;
        }
        List<Window> windows = new ArrayList<>();
        int most = 2 * options.number("windows");
        for (int i = 0; i < most && windows.size() < options.number("windows"); i++) {
            Window window = window(load, concurrency, serverPid, mostRequests, undo);
            boolean mayRepeat = most - i - 1 >= options.number("windows") - windows.size();
            if (!window.isDisturbed() || !mayRepeat) {
                windows.add(window);
            }
        }
        return new Measured(operation, concurrency, target, isSteady, windows);
    }

    /** One window, without any before it. */
    Window window(Load load, int concurrency, long serverPid, int mostRequests, List<String> undo)
            throws IOException, InterruptedException, SQLException {
        double machine = Machine.busy();
        double server = serverPid == 0 ? 0 : Machine.used(serverPid);
        double database = Machine.used(postgres.pid());
        long selfPid = ProcessHandle.current().pid();
        double self = Machine.usedAlone(selfPid);
        long begin = System.nanoTime();
        Figures figures = load.run(concurrency, options.window());
        double seconds = (System.nanoTime() - begin) / 1e9;
        double serverUsed = serverPid == 0 ? 0 : Machine.used(serverPid) - server;
        double databaseUsed = Machine.used(postgres.pid()) - database;
        double selfUsed = Machine.usedAlone(selfPid) - self;
        double others = Machine.busy() - machine - serverUsed - databaseUsed - selfUsed;
        long resident = serverPid == 0 ? 0 : Machine.resident(serverPid);
        requireSound(figures, mostRequests);
        postgres.awaitIdle();
        postgres.execute(undo.toArray(String[]::new));
        double perRequest = 1e3 / figures.requests();
        return new Window(
                figures,
                serverUsed * perRequest,
                databaseUsed * perRequest,
                selfUsed * perRequest,
                others / seconds / Runtime.getRuntime().availableProcessors(),
                resident);
    }

    /** A refusal is quickly given, and a request that counts once does nothing the second time. */
    private static void requireSound(Figures figures, int mostRequests) {
        if (figures.requests() == 0 || figures.failed() > 0) {
            throw new IllegalStateException("Not all were answered as they should be: " + figures);
        }
        if (figures.requests() > mostRequests) {
            throw new IllegalStateException("There were only " + mostRequests + " to be sent once, and "
                    + figures.requests() + " were sent: take a shorter --window or more --partnerships.");
        }
    }
}
