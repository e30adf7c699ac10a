package app.toward.shared;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing wrong with a request: where (a field of the body or a parameter), and what. */
@Schema(name = "InvalidField")
public record InvalidField(
        @Schema(description = "The field of the body, as a JSON Pointer (RFC 6901).", examples = "/displayName")
        @Nullable
        String pointer,

        @Schema(description = "The query parameter or header.", examples = "limit") @Nullable
        String parameter,

        @Schema(description = "Stable name of what is wrong.", examples = "too_long")
        String code,

        @Schema(description = "The same for people.", examples = "must have at most 80 characters")
        String detail) {
    static InvalidField at(String pointer, String code, String detail) {
        return new InvalidField(pointer, null, code, detail);
    }

    static InvalidField of(String parameter, String code, String detail) {
        return new InvalidField(null, parameter, code, detail);
    }
}
