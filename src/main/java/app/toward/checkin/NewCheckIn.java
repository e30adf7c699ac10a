package app.toward.checkin;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** Asks for the round of today, or opens one on demand. */
@Schema(name = "NewCheckIn", description = "Asks for the round of your local date, or opens one on demand.")
record NewCheckIn(
        @Schema(
                description = "Chosen by the client, so that a repeated request makes nothing twice. Only of a template"
                        + " on demand: a dated round has its id from the calendar. Not of version 8.")
        @Nullable
        UUID id,

        @Schema(description = "The key of a template of this partnership.", examples = "daily")
        @NotNull
        @CodePointLength(max = 40)
        String template) {}
