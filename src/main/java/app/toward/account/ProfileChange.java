package app.toward.account;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalTime;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** What can be changed of a profile: in a patch each field may be absent, and stays as it is. */
@Schema(
        name = "ProfileChange",
        description = "What can be changed of a profile: what is absent stays, `null` gives what is usual.")
record ProfileChange(
        @Schema(description = "How your partners see you.", examples = "Ana") @NotBlank @CodePointLength(max = 80)
        String displayName,

        @Schema(
                implementation = String.class,
                description = "Your time zone, by its name in the IANA database. Rounds that have begun keep theirs.",
                examples = "Europe/Lisbon")
        @NotNull
        ZoneId timeZone,

        @Schema(
                description =
                        "When your day starts, 00:00 to 06:00; usually 04:00. Rounds that have begun keep theirs.",
                pattern = "^\\d{2}:\\d{2}$",
                examples = "05:00")
        @JsonFormat(pattern = "HH:mm")
        @Nullable
        LocalTime dayStart,

        @Schema(description = "Your language (BCP 47); usually `en`.", examples = "de")
        @Pattern(regexp = NewAccount.LANGUAGE_TAG, message = "must be a language tag (BCP 47)")
        @Nullable
        String locale) {
    static ProfileChange of(Account account) {
        return new ProfileChange(account.displayName, account.timeZone, account.dayStart, account.locale);
    }
}
