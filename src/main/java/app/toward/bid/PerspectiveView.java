package app.toward.bid;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one of the two says of a bid. */
@Schema(name = "Perspective", description = "What one of the two says of a bid.")
record PerspectiveView(
        @Schema(description = "How the bid was met: " + Response.VALUES, examples = "turned_toward")
        Response response,

        @Schema(description = "How it was missed, only with `missed`: " + Manner.VALUES, examples = "turned_away")
        @Nullable
        Manner manner,

        @Schema(description = "When its author noticed the bid, if they said so.") @Nullable
        Instant noticedAt,

        @Schema(
                description = "The author's note; the partner's only where it is shared.",
                examples = "I heard it, and was still in my book.")
        @Nullable
        String note,

        @Schema(description = "Whether the note is shared; only in your own perspective.", examples = "false") @Nullable
        Boolean noteShared,

        @Schema(
                description = "Whether its author first gave one before they could see the other's: always in the"
                        + " receiver's; in the bidder's if they did not wait for it. Later changes leave it as it is.",
                examples = "true")
        boolean blind,

        @Schema(description = "When its author first gave one.")
        Instant givenAt,

        @Schema(description = "When the response that stands now was given.")
        Instant respondedAt,

        @Schema(description = "When a miss was turned into turning toward: a repair. Absent without one.") @Nullable
        Instant repairedAt,

        @Schema(
                description = "`true` of what you said while the partnership was paused: it is for you alone, until you"
                        + " give it again after the pause. Absent otherwise.",
                examples = "true")
        @Nullable
        Boolean onlyMine) {

    static @Nullable PerspectiveView ofOwn(@Nullable Perspective perspective) {
        return perspective == null ? null : of(perspective, perspective.note, perspective.noteShared);
    }

    static @Nullable PerspectiveView ofOther(@Nullable Perspective perspective) {
        return perspective == null ? null : of(perspective, perspective.noteShared ? perspective.note : null, null);
    }

    private static PerspectiveView of(Perspective perspective, @Nullable String note, @Nullable Boolean noteShared) {
        return new PerspectiveView(
                perspective.response,
                perspective.manner,
                perspective.noticedAt,
                note,
                noteShared,
                perspective.blind,
                perspective.givenAt,
                perspective.respondedAt,
                perspective.repairedAt,
                perspective.isPrivate() ? true : null);
    }
}
