package app.toward.insight;

import java.util.List;
import java.util.stream.Stream;

/**
 * The bids of some buckets.
 *
 * @param tallies those that there are
 */
record Tallied(List<BidTally> tallies) {
    /** The caller's bids of one bucket, counted from 1, and then the partner's. */
    List<BidTally> both(int bucket) {
        return Stream.of(true, false)
                .map(own -> tallies.stream()
                        .filter(tally -> tally.bucket() == bucket && tally.own() == own)
                        .findFirst()
                        .orElseGet(() -> BidTally.none(bucket, own)))
                .toList();
    }

    /** The same of all buckets together. */
    List<BidTally> whole() {
        return Stream.of(true, false)
                .map(own -> tallies.stream()
                        .filter(tally -> tally.own() == own)
                        .reduce(BidTally.none(1, own), BidTally::plus))
                .toList();
    }
}
