package app.toward.partnership;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All that is shown of another person. */
@Schema(name = "Person", description = "All that is shown of another person.")
record PersonView(
        @Schema(description = "What they call themselves.", examples = "Ben")
        String displayName) {}
