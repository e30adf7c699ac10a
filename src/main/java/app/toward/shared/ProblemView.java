package app.toward.shared;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of every refusal (RFC 9457). */
@Schema(name = "Problem", description = "Why a request was refused (RFC 9457).")
public record ProblemView(
        @Schema(description = "Where this kind of problem is explained.", examples = "/docs#not_found")
        String type,

        @Schema(description = "The kind of problem for people.", examples = "Not Found")
        String title,

        @Schema(description = "The HTTP status.", examples = "404")
        int status,

        @Schema(description = "What was wrong with this request.", examples = "There is nothing here for you.")
        String detail,

        @Schema(description = "The path that was called.", examples = "/v1/me")
        String instance,

        @Schema(description = "Stable name of the kind of problem, for programs.", examples = "not_found")
        String code,

        @Schema(description = "Each field or parameter that cannot be accepted.") @Nullable
        List<InvalidField> errors) {
    /**
     * A refusal as it is shown.
     *
     * @param instance what was refused: the path that was called, or a part of its body
     */
    public static ProblemView of(Problem problem, String instance) {
        return new ProblemView(
                "/docs#" + problem.code,
                titleOf(problem.status),
                problem.status,
                String.valueOf(problem.getMessage()),
                instance,
                problem.code,
                problem.errors.isEmpty() ? null : problem.errors);
    }

    /** The HTTP status for people. */
    public static String titleOf(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known != null ? known.getReasonPhrase() : status == 422 ? "Unprocessable Content" : "Problem";
    }
}
