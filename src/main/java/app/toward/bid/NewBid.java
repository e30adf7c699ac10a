package app.toward.bid;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** A bid as one of the two records it. */
@Schema(name = "NewBid", description = "A bid as one of the two records it, with their own perspective if they like.")
record NewBid(
        @Schema(description = "Chosen by the client, so that a repeated request makes nothing twice.") @Nullable
        UUID id,

        @Schema(description = "Who made the bid: `me` (I made one) or `partner` (I noticed one).", examples = "partner")
        @NotNull
        Who bidder,

        @Schema(description = "What it was for: " + BidKind.VALUES, examples = "attention") @NotNull
        BidKind kind,

        @Schema(description = "How it was made: " + Channel.VALUES, examples = "in_person") @NotNull
        Channel channel,

        @Schema(description = "One line by which both will know it again; both see it.", examples = "Look, the moon!")
        @CodePointLength(max = 200)
        @Nullable
        String cue,

        @Schema(
                description = "When it was made, with the offset of that place, which is kept: up to 30 days back, at"
                        + " most 5 minutes ahead.",
                examples = "2026-11-22T19:00:00.000+01:00")
        @NotNull
        OffsetDateTime occurredAt,

        @Schema(description = "Your own perspective on it, if you give it with the bid.") @Valid @Nullable
        NewPerspective perspective) {

    NewBid withId(@Nullable UUID chosen) {
        return new NewBid(chosen, bidder, kind, channel, cue, occurredAt, perspective);
    }

    @Override
    public String toString() {
        return "NewBid[…]";
    }
}
