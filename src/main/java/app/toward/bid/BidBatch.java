package app.toward.bid;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was written offline. Each item is read by itself, so that a bad one does not hold up the others. */
@Schema(name = "BidBatch", description = "Bids that were written offline.")
record BidBatch(
        @Schema(
                description =
                        "1 to 100 bids, each with an id. With long notes fewer of them fit, for a body has at most"
                                + " 256 KiB.",
                implementation = NewBid[].class)
        @NotNull
        @Size(min = 1, max = MOST)
        List<JsonNode> items) {
    static final int MOST = 100;

    @Override
    public String toString() {
        return "BidBatch[…]";
    }
}
