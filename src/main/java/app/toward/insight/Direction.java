package app.toward.insight;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which way a change goes. */
@Schema(description = "Which way a change goes: `higher` or `lower` than in the span just before.")
enum Direction {
    HIGHER,
    LOWER
}
