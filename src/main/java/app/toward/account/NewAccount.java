package app.toward.account;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalTime;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** What a person registers with. */
record NewAccount(
        @Schema(description = "The address to sign in with. One account an address.", examples = "ana@example.org")
        @NotBlank
        @Email
        @CodePointLength(max = 254)
        String email,

        @Schema(
                description = "10 to 128 characters of any kind; 15 or more are advised.",
                examples = "quiet river under stone")
        @NotNull
        @CodePointLength(min = 10, max = 128)
        String password,

        @Schema(description = "How the partner sees this person.", examples = "Ana")
        @NotBlank
        @CodePointLength(max = 80)
        String displayName,

        @Schema(
                implementation = String.class,
                description = "The person's time zone, by its name in the IANA database.",
                examples = "Europe/Berlin")
        @NotNull
        ZoneId timeZone,

        @Schema(
                description = "When the person's day starts, 00:00 to 06:00: what happens before belongs to the"
                        + " evening. 04:00 unless given.",
                pattern = "^\\d{2}:\\d{2}$",
                examples = "04:00")
        @JsonFormat(pattern = "HH:mm")
        @Nullable
        LocalTime dayStart,

        @Schema(description = "The person's language (BCP 47). `en` unless given.", examples = "de")
        @Pattern(regexp = LANGUAGE_TAG, message = "must be a language tag (BCP 47)")
        @Nullable
        String locale) {
    static final String LANGUAGE_TAG = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}";

    ProfileChange profile() {
        return new ProfileChange(displayName, timeZone, dayStart, locale);
    }

    @Override
    public String toString() {
        return "NewAccount[…]";
    }
}
