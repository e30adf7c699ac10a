package app.toward.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All that is known of a signed-in device. */
@Schema(name = "SessionDetails", description = "All that is known of one of your signed-in devices.")
record SessionDetailsView(
        @Schema(description = "The id of the session.") UUID id,

        @Schema(description = "How you call the device.", examples = "Ana's phone") @Nullable
        String label,

        @Schema(
                description = "Roughly what the device said of itself when it was signed in. It can be made up.",
                examples = "Firefox on Android")
        @Nullable
        String client,

        @Schema(description = "When the device was signed in.")
        Instant createdAt,

        @Schema(
                description = "The hour in which the device last renewed its tokens, which it does while it is used; no"
                        + " finer trace is shown.",
                examples = "2026-11-22T10:00:00.000Z")
        Instant lastUsedAt,

        @Schema(description = "When the session ends unless the device is used before.")
        Instant expiresAt,

        @Schema(description = "Whether it is the device that asks.", examples = "true")
        boolean current) {
    static SessionDetailsView of(Session session, UUID current) {
        return new SessionDetailsView(
                session.id,
                session.label,
                session.client,
                session.createdAt,
                session.rotatedAt.truncatedTo(ChronoUnit.HOURS),
                session.expiresAt.truncatedTo(ChronoUnit.HOURS),
                session.id.equals(current));
    }
}
