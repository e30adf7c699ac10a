package app.toward.insight;

import app.toward.insight.ScaleTally.Of;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers to the scales of the daily check-in, by what they are of. */
record Answered(Map<Key, ScaleTally> tallies) {
    static final String TEMPLATE = "daily";
    static final int LEAST = 1;
    static final int MOST = 7;

    /** Its scales, in the order in which they are asked. */
    static final List<String> ITEMS = List.of("mood", "closeness", "presence", "feeling_heard", "time_together");

    private record Key(Of of, String item, int bucket) {}

    static Answered of(List<ScaleTally> found) {
        var tallies = new LinkedHashMap<Key, ScaleTally>();
        found.stream()
                .sorted(Comparator.comparing(ScaleTally::bucket))
                .forEach(tally -> tallies.put(new Key(tally.of(), tally.item(), tally.bucket()), tally));
        return new Answered(tallies);
    }

    /** All buckets as one. */
    Answered whole() {
        var whole = new LinkedHashMap<Key, ScaleTally>();
        tallies.values().forEach(tally -> whole.merge(new Key(tally.of(), tally.item(), 1), tally, ScaleTally::then));
        return new Answered(whole);
    }

    ScaleTally tally(Of of, String item, int bucket) {
        return tallies.getOrDefault(new Key(of, item, bucket), ScaleTally.none(of, item, bucket));
    }
}
