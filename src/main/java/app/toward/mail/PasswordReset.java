package app.toward.mail;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** What somebody chooses a new password with who has forgotten the old one. */
record PasswordReset(
        @Schema(
                description = "The token, as it stands in the mail and behind `#token=` in its link.",
                examples = "u4Zk0mQyJc1T7wXhRr9sV5bNnE2gLdPaK8fYoHt6iWM")
        @NotNull
        @CodePointLength(max = 80)
        String token,

        @Schema(
                description = "10 to 128 characters of any kind; 15 or more are advised.",
                examples = "seven slow green trains")
        @NotNull
        @CodePointLength(min = 10, max = 128)
        String newPassword) {
    @Override
    public String toString() {
        return "PasswordReset[…]";
    }
}
