package app.toward.account;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** When an account goes. */
@Schema(name = "Erasure", description = "When your account will be erased.")
record ErasureView(
        @Schema(description = "When it will be erased. Until then you can sign in and undo it.")
        Instant erasureAt) {}
