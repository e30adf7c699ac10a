package app.toward.checkin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A round as one of the two sees it. It is made of the calendar, their own answer, and what is revealed. */
@Schema(name = "CheckIn", description = "A round in which both answer the same short template, as you see it.")
record CheckInView(
        @Schema(description = "The id of the check-in.") UUID id,

        @Schema(description = "The key of its template.", examples = "daily")
        String template,

        @Schema(description = "The version of the template that is answered.", examples = "1")
        int templateVersion,

        @Schema(
                description = "The date of the round; of a weekly one the Monday; of one on demand the local date of"
                        + " whoever opened it.",
                examples = "2026-11-22")
        LocalDate date,

        @Schema(description = "Until when it can be answered.")
        Instant closesAt,

        @Schema(
                description = "`open`: can be answered. `revealed`: both have shared their answers, and both see them."
                        + " `closed`: its window, or the partnership, ended without that. More states may come.",
                examples = "open")
        CheckInState state,

        @Schema(description = "When both answers became visible; absent before.") @Nullable
        Instant revealedAt,

        @Schema(description = "Your own answer, if you gave one.") @Nullable
        AnswerView me,

        @Schema(description = "The other's answer, from the reveal on; not after the end of the partnership.") @Nullable
        AnswerView partner) {
    static CheckInView of(Round round, Answers answers, Instant now) {
        Answer mine = answers.mine();
        return new CheckInView(
                round.id(),
                round.template().key(),
                round.version().number(),
                round.date(),
                round.window().closes(),
                answers.isPartnerGone() && !answers.areRevealed()
                        ? CheckInState.CLOSED
                        : round.stateAt(now, answers.areRevealed()),
                mine == null ? null : mine.revealedAt,
                AnswerView.mine(answers),
                AnswerView.partners(answers));
    }
}
