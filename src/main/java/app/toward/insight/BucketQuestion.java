package app.toward.insight;

import app.toward.partnership.Membership;
import app.toward.shared.Problem;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which figures are asked for, bucket by bucket. */
class BucketQuestion extends PictureQuestion {
    static final int MOST_BUCKETS = 130;
    private static final int MOST_DAYS_DRAWN = 100;

    @QueryParam("bucket")
    @Parameter(
            description =
                    "What the window is divided into, at most 130 of them. Unless given it is `week`; in a picture of check-ins"
                            + " `day` up to 100 dates, and `month` beyond.",
            example = "week")
    @Nullable
    Bucket bucket;

    /**
     * The dates that are asked for, divided.
     *
     * @throws Problem 400 also for too many buckets
     */
    Dates divided(Membership membership, Instant now) {
        return divided(dates(membership, now), bucket == null ? Bucket.WEEK : bucket);
    }

    /** Days as far as they can be told from each other. */
    Dates drawn(Membership membership, Instant now) {
        Dates dates = dates(membership, now);
        Bucket usual = dates.size() <= MOST_DAYS_DRAWN ? Bucket.DAY : Bucket.MONTH;
        return divided(dates, bucket == null ? usual : bucket);
    }

    private static Dates divided(Dates dates, Bucket bucket) {
        Dates divided = dates.by(bucket);
        if (divided.firsts().size() > MOST_BUCKETS) {
            throw Problem.invalidParameter("bucket", "makes more than " + MOST_BUCKETS + " buckets of this window");
        }
        return divided;
    }
}
