package app.toward.insight;

import app.toward.insight.ScaleTally.Of;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The answers to the scales of the daily check-in, by what they are of. */
record Answered(Map<Key, ScaleTally> tallies) {
    static final String TEMPLATE = "daily";
    static final int LEAST = 1;
    static final int MOST = 7;

    /** Its scales, in the order in which they are asked. */
    static final List<String> ITEMS = List.of("mood", "closeness", "presence", "feeling_heard", "time_together");

    private record Key(Of of, String item, int bucket) {}

    /** @param rounds in their order */
    static Answered of(List<AnsweredRound> rounds) {
        var tallies = new LinkedHashMap<Key, ScaleTally>();
        rounds.stream()
                .collect(Collectors.groupingBy(AnsweredRound::bucket, TreeMap::new, Collectors.toList()))
                .forEach((bucket, ofBucket) -> {
                    for (Of of : Of.values()) {
                        for (int item = 0; item < ITEMS.size(); item++) {
                            tallies.put(new Key(of, ITEMS.get(item), bucket), ScaleTally.of(ofBucket, of, item));
                        }
                    }
                });
        return new Answered(tallies);
    }

    /** All buckets as one. */
    Answered whole() {
        var whole = new LinkedHashMap<Key, ScaleTally>();
        tallies.forEach((key, tally) -> whole.merge(new Key(key.of, key.item, 1), tally, ScaleTally::then));
        return new Answered(whole);
    }

    ScaleTally tally(Of of, String item, int bucket) {
        return tallies.getOrDefault(new Key(of, item, bucket), ScaleTally.NONE);
    }
}
