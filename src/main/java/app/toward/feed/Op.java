package app.toward.feed;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What to do with a thing. `upsert`: put `data` in the place of what you have. `delete`: it is gone, or out of your sight. */
@Schema(
        name = "ChangeOp",
        description =
                "What to do with a thing. `upsert`: put `data` in the place of what you have. `delete`: it is gone, or"
                        + " out of your sight.")
enum Op {
    UPSERT,
    DELETE
}
