package app.toward.bid;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a bid was met. */
@Schema(name = "ResponseKind", description = Response.VALUES)
enum Response {
    NOTICED,
    TURNED_TOWARD,
    MISSED;

    static final String VALUES = "`noticed` (seen, not yet met), `turned_toward` (met), `missed`.";
}
