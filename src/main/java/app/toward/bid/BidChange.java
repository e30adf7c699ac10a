package app.toward.bid;

import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** What can be changed of a bid as such: in a patch each field may be absent, and stays as it is. */
@Schema(name = "BidChange", description = "What can be changed of a bid: what is absent stays, `null` clears the cue.")
record BidChange(
        @Schema(description = "What it was for: " + BidKind.VALUES, examples = "play") @NotNull
        BidKind kind,

        @Schema(description = "How it was made: " + Channel.VALUES, examples = "message") @NotNull
        Channel channel,

        @Schema(description = "One line by which both will know it again.", examples = "The moon over the harbour")
        @CodePointLength(max = 200)
        @Nullable
        String cue,

        @Schema(
                description = "When it was made: within the 30 days before it was recorded.",
                examples = "2026-11-22T19:00:00.000+01:00")
        @NotNull
        OffsetDateTime occurredAt) {
    static BidChange of(Bid bid) {
        return new BidChange(bid.kind, bid.channel, bid.cue, bid.occurredAt());
    }
}
