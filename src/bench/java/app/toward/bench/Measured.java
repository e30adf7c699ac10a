package app.toward.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One operation, had done at one concurrency by one target.
 *
 * @param isSteady whether two successive windows came close enough before it was measured
 */
record Measured(String operation, int concurrency, String target, boolean isSteady, List<Window> windows) {
    double median(ToDoubleFunction<Window> figure) {
        double[] sorted = windows.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double perSecond() {
        return median(window -> window.figures().perSecond());
    }

    double least() {
        return windows.stream()
                .mapToDouble(window -> window.figures().perSecond())
                .min()
                .orElseThrow();
    }

    double greatest() {
        return windows.stream()
                .mapToDouble(window -> window.figures().perSecond())
                .max()
                .orElseThrow();
    }

    /** How many windows others took more of the machine than may be. */
    long disturbed() {
        return windows.stream().filter(Window::isDisturbed).count();
    }
}
