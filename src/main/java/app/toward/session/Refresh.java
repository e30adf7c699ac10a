package app.toward.session;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** What a device stays signed in with. */
record Refresh(
        @Schema(
                description = "The refresh token that came last.",
                examples = "AZK5pTlmGcJ0pBz3mQ6vYw1oRkqXn8sUe2hD4fA7iLtZsAaIC3g4PcoG-f7cK18vRi6D4vQx7ThW2")
        @NotNull
        @CodePointLength(max = 128)
        String refreshToken) {
    @Override
    public String toString() {
        return "Refresh[…]";
    }
}
