package app.toward.checkin;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom an answer is for. */
@Schema(
        description = "Whom an answer is for. `shared`: revealed as soon as both have shared theirs. `private`:"
                + " for you alone, for ever.")
enum Visibility {
    SHARED,
    PRIVATE
}
