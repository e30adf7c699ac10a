package app.toward.account;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.time.LocalTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The caller's own profile. */
@Schema(name = "Me", description = "Your own profile.")
record MeView(
        @Schema(description = "The id of your account.") UUID id,

        @Schema(description = "The address that you sign in with.", examples = "ana@example.org")
        String email,

        @Schema(description = "How your partners see you.", examples = "Ana")
        String displayName,

        @Schema(description = "Your time zone (IANA).", examples = "Europe/Berlin")
        String timeZone,

        @Schema(description = "When your day starts.", pattern = "^\\d{2}:\\d{2}$", examples = "04:00")
        @JsonFormat(pattern = "HH:mm")
        LocalTime dayStart,

        @Schema(description = "Your language (BCP 47).", examples = "de")
        String locale,

        @Schema(description = "When you registered.") Instant createdAt,

        @Schema(
                description =
                        "When your account will be erased, if you have asked for that; until then you can undo it.")
        @Nullable
        Instant erasureAt) {
    static MeView of(Account account, String email) {
        return new MeView(
                account.id,
                email,
                account.displayName,
                account.timeZone.getId(),
                account.dayStart,
                account.locale,
                account.createdAt,
                account.erasureAt);
    }
}
