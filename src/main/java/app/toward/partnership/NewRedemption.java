package app.toward.partnership;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** A code that somebody was given. */
record NewRedemption(
        @Schema(
                description = "The code as it was read or heard: case, spaces and hyphens do not count, and `o`, `i`"
                        + " and `l` are read as `0` and `1`.",
                examples = "7K3M-Q9XR")
        @NotNull
        @CodePointLength(max = 40)
        String code) {
    @Override
    public String toString() {
        return "NewRedemption[…]";
    }
}
