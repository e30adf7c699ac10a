package app.toward.export;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an export stands. */
@Schema(
        description = "Where an export stands. `waiting`: for its turn. `running`: it is being made. `ready`:"
                + " it can be fetched. `failed`: it could not be made, in several attempts. `expired`: it"
                + " is not kept any more.")
enum ExportState {
    WAITING,
    RUNNING,
    READY,
    FAILED,
    EXPIRED
}
