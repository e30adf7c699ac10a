package app.toward.checkin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One member's answer. Of one that was withdrawn after the reveal nothing is shown but that. */
@Schema(name = "Answer", description = "One member's answer to a check-in.")
record AnswerView(
        @Schema(
                description = "Only of your own. `shared`: revealed as soon as both have shared theirs. `private`: for"
                        + " you alone, for ever.",
                examples = "shared")
        @Nullable
        Visibility visibility,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                additionalProperties = Schema.True.class,
                description = "What was answered, by item.",
                examples = "{\"mood\": 5, \"appreciation\": \"You made the tea.\"}")
        @Nullable
        Map<String, JsonNode> values,

        @Schema(description = "When it was given, or last changed.") @Nullable
        Instant answeredAt,

        @Schema(description = "Whether its author's own date had ended by then.", examples = "false") @Nullable
        Boolean late,

        @Schema(description = "What its author added after the reveal.", examples = "I see it differently today.")
        @Nullable
        String addendum,

        @Schema(description = "True of an answer that was withdrawn after the reveal; else absent.", examples = "true")
        @Nullable
        Boolean withdrawn) {
    private static final AnswerView TOMBSTONE = new AnswerView(null, null, null, null, null, true);

    static @Nullable AnswerView mine(Answers answers) {
        Answer mine = answers.mine();
        // A round on demand has an empty place for whoever has not answered.
        return mine == null || mine.visibility == null ? null : of(mine, mine.visibility);
    }

    static @Nullable AnswerView partners(Answers answers) {
        if (!answers.areRevealed() || answers.isPartnerGone()) {
            return null;
        }
        // Who has erased their account has taken their answer along.
        return answers.partners() == null ? TOMBSTONE : of(answers.partners(), null);
    }

    private static AnswerView of(Answer answer, @Nullable Visibility visibility) {
        return answer.given == null
                ? TOMBSTONE
                : new AnswerView(
                        visibility, answer.given.raw(), answer.answeredAt, answer.isLate, answer.addendum, null);
    }
}
