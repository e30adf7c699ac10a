package app.toward.session;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The tokens of one session. */
@Schema(name = "Tokens", description = "The tokens of one session.")
record TokensView(
        @Schema(description = "The session, which is one signed-in device.")
        UUID sessionId,

        @Schema(
                description = "Goes into every request as `Authorization: Bearer …` (a JWT, RFC 9068).",
                examples = "eyJraWQiOiJ…")
        String accessToken,

        @Schema(description = "When the access token ends: refresh before.")
        Instant accessTokenExpiresAt,

        @Schema(
                description = "Gets the next tokens, once. Keep it where the device keeps secrets.",
                examples = "AZK5pTlmGcJ0pBz3mQ6vYw1oRkqXn8sUe2hD4fA7iLtZsAaIC3g4PcoG-f7cK18vRi6D4vQx7ThW2")
        String refreshToken,

        @Schema(description = "When the session ends unless it is refreshed before.")
        Instant refreshTokenExpiresAt,

        @Schema(
                description = "Only when a device signs in whose account will be erased: when that will be. Until then"
                        + " it can be undone, with `DELETE /v1/me/erasure`.")
        @Nullable
        Instant erasureAt) {
    @Override
    public String toString() {
        return "TokensView[…]";
    }
}
