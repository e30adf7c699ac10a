package app.toward.feed;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What to do with a thing. */
@Schema(name = "ChangeOp", description = "What to do with a thing.")
enum Op {
    UPSERT,
    DELETE
}
