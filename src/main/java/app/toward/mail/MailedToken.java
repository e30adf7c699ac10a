package app.toward.mail;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** What somebody got by mail. */
record MailedToken(
        @Schema(
                description = "The token, as it stands in the mail and behind `#token=` in its link.",
                examples = "u4Zk0mQyJc1T7wXhRr9sV5bNnE2gLdPaK8fYoHt6iWM")
        @NotNull
        @CodePointLength(max = 80)
        String token) {
    @Override
    public String toString() {
        return "MailedToken[…]";
    }
}
