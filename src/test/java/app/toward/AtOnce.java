package app.toward;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What several people, or devices, do at the same time. */
public final class AtOnce {
    private AtOnce() {}

    /** All of these, so many at once; what came of each, in their order. */
    public static <T> List<T> all(int together, Collection<? extends Callable<T>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(together);
        try {
            List<T> outcomes = new ArrayList<>();
            for (Future<T> outcome : threads.invokeAll(calls)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            threads.shutdown();
        }
    }
}
