package app.toward.account;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** What a person confirms their registration with. */
record RegistrationConfirmation(
        @Schema(
                description = "The token, as it stands in the mail and behind `#token=` in its link.",
                examples = "u4Zk0mQyJc1T7wXhRr9sV5bNnE2gLdPaK8fYoHt6iWM")
        @NotNull
        @CodePointLength(max = 80)
        String token,

        @Schema(description = "The password that you registered with.", examples = "quiet river under stone")
        @NotNull
        @CodePointLength(max = 128)
        String password) {
    @Override
    public String toString() {
        return "RegistrationConfirmation[…]";
    }
}
