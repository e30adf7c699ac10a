package app.toward.checkin;

import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** What an author adds to an answer that stands. */
@Schema(name = "Addendum", description = "What you add to an answer that stands.")
record Addendum(
        @Schema(description = "The words, at most 2000 characters.", examples = "I see it differently today.")
        @NotBlank
        @CodePointLength(max = 2000)
        String text) {
    @Override
    public String toString() {
        return "Addendum[…]";
    }
}
