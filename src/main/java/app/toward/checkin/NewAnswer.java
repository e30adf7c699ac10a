package app.toward.checkin;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The caller's answer to a round. */
@Schema(name = "NewAnswer", description = "Your answer to a check-in.")
record NewAnswer(
        @Schema(
                description = "`shared`: revealed as soon as both have shared theirs. `private`: for you alone, for"
                        + " ever.",
                examples = "shared")
        @NotNull
        Visibility visibility,

        @Schema(
                type = SchemaType.OBJECT,
                implementation = Object.class,
                additionalProperties = Schema.True.class,
                description = "What you answer, by item: a whole number for a scale, an option's key for a choice, a"
                        + " list of them for several choices, words for a text. What is optional can be left out.",
                examples =
                        "{\"mood\": 5, \"closeness\": 6, \"presence\": 4, \"feeling_heard\": 6, \"time_together\": 3}")
        @NotNull
        @Size(max = 20)
        Map<String, JsonNode> values) {
    @Override
    public String toString() {
        return "NewAnswer[…]";
    }
}
