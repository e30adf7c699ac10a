package app.toward.session;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** What a person confirms with that it is them who holds the device. */
record Confirmation(
        @Schema(description = "The password of the account.", examples = "quiet river under stone")
        @NotNull
        @CodePointLength(max = 128)
        String password) {
    @Override
    public String toString() {
        return "Confirmation[…]";
    }
}
