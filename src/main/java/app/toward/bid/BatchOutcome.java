package app.toward.bid;

import app.toward.shared.ProblemView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of each bid of a batch. */
@Schema(name = "BidBatchOutcome", description = "What came of each bid of a batch.")
record BatchOutcome(
        @Schema(description = "An outcome for each bid, in the order of the batch.", maxItems = BidBatch.MOST)
        List<Item> items) {

    /** What came of one of them. */
    @Schema(name = "BidOutcome", description = "What came of one bid of a batch.")
    record Item(
            @Schema(description = "The status that it would have got alone.", examples = "201")
            int status,

            @Schema(description = "The bid as it is now, if it is there.") @Nullable
            BidView bid,

            @Schema(description = "Why it was refused, if it was.") @Nullable
            ProblemView problem) {}
}
