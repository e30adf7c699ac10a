package app.toward.bid;

import app.toward.shared.Problem;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** One's own account of a bid, whole: what is absent here is absent afterwards. */
@Schema(name = "NewPerspective", description = "Your own account of a bid, whole: what is absent is cleared.")
record NewPerspective(
        @Schema(description = "How the bid was met, as you see it: " + Response.VALUES, examples = "turned_toward")
        @NotNull
        Response response,

        @Schema(description = "How it was missed, only with `missed`: " + Manner.VALUES, examples = "turned_away")
        @Nullable
        Manner manner,

        @Schema(description = "When you noticed the bid, if late.", examples = "2026-11-22T19:05:00.000+01:00")
        @Nullable
        OffsetDateTime noticedAt,

        @Schema(
                description = "Your note: for yourself alone unless you share it.",
                examples = "I heard it, and was still in my book.")
        @CodePointLength(max = 2000)
        @Nullable
        String note,

        @Schema(
                description = "Whether your partner may read the note once they see this perspective. `false` unless"
                        + " given.",
                examples = "false")
        @Nullable
        Boolean noteShared) {

    /**
     * Checks what can be said of a bid from one side.
     *
     * @throws Problem 422 for a manner without a miss, for an unnoticed bid that the receiver recorded, or a bid that
     *     was noticed before it was made or in the future
     */
    void requireSense(Bid bid, Side side, Instant now) {
        if (manner != null && response != Response.MISSED) {
            throw Problem.rule("manner_without_miss", "Only a missed bid has a manner.");
        }
        if (manner == Manner.UNNOTICED && side == Side.RECEIVER && bid.recordedBy == side) {
            throw Problem.rule(
                    "recorded_was_noticed", "Whoever records a bid that was made to them noticed it, if late.");
        }
        Perspective present = bid.perspectiveOf(side);
        Instant noticed = noticedInstant();
        if (noticed == null || (present != null && noticed.equals(present.noticedAt))) {
            // What stands was sensible when it was given: the other may have moved the bid since.
            return;
        }
        if (noticed.isBefore(bid.occurredAt.minus(Bid.CLOCK_TOLERANCE))) {
            throw Problem.rule("noticed_before_it_occurred", "A bid is not noticed before it is made.");
        }
        if (noticed.isAfter(now.plus(Bid.CLOCK_TOLERANCE))) {
            throw Problem.rule("noticed_in_future", "That is not yet.");
        }
    }

    @Nullable
    Instant noticedInstant() {
        return noticedAt == null ? null : noticedAt.toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    boolean isNoteShared() {
        return Boolean.TRUE.equals(noteShared);
    }

    @Override
    public String toString() {
        return "NewPerspective[…]";
    }
}
