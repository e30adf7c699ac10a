package app.toward.mail;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;

/** An address that something is to be mailed to. */
record NewEmail(
        @Schema(description = "The e-mail address.", examples = "ana@example.net")
        @NotBlank
        @Email
        @CodePointLength(max = 254)
        String email) {
    @Override
    public String toString() {
        return "NewEmail[…]";
    }
}
