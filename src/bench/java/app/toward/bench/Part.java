package app.toward.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Something that can be measured by itself. */
interface Part {
    /** Measures it with a Toward that runs on the benchmark's data. */
    void run(Benchmark benchmark, Server toward, Results results) throws Exception;

    /** All of them by their names; what changes the data for the others comes late. */
    static Map<String, Part> all() {
        var all = new LinkedHashMap<String, Part>();
        all.put("operations", MeasureOperations::run);
        all.put("streams", MeasureStreams::run);
        all.put("row_security", MeasureRowSecurity::run);
        all.put("growth", MeasureGrowth::run);
        all.put("history", MeasureHistory::run);
        all.put("catch_up", MeasureCatchUp::run);
        all.put("start", MeasureStart::run);
        return all;
    }
}
