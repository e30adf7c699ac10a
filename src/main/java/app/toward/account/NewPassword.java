package app.toward.account;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** What a person changes their password with. */
record NewPassword(
        @Schema(description = "The password that counts now.", examples = "quiet river under stone")
        @NotNull
        @CodePointLength(max = 128)
        String currentPassword,

        @Schema(
                description = "10 to 128 characters of any kind; 15 or more are advised.",
                examples = "seven slow green trains")
        @NotNull
        @CodePointLength(min = 10, max = 128)
        String newPassword) {
    @Override
    public String toString() {
        return "NewPassword[…]";
    }
}
