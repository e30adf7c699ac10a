package app.toward.session;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** What a device signs in with. */
record NewSession(
        @Schema(description = "The e-mail address of the account.", examples = "ana@example.org")
        @NotNull
        @CodePointLength(max = 254)
        String email,

        @Schema(description = "The password of the account.", examples = "quiet river under stone")
        @NotNull
        @CodePointLength(max = 128)
        String password,

        @Schema(description = "How the person calls this device.", examples = "Ana's phone")
        @CodePointLength(max = 80)
        @Nullable
        String label) {
    @Override
    public String toString() {
        return "NewSession[…]";
    }
}
