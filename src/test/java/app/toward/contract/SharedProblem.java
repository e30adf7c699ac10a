package app.toward.contract;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The problems that many endpoints answer with, each described once. */
enum SharedProblem {
    INVALID(
            400,
            "`invalid_request`: `errors` says which parts cannot be accepted. `malformed_json`, `json_too_complex`:"
                    + " the body is not the JSON that is expected here, or nested too deeply. `malformed_request`: the"
                    + " request is no HTTP that can be read here."),
    UNAUTHENTICATED(401, "`token_missing` or `invalid_token`: no access token, or one that does not count any more."),
    NOT_FOUND(404, "`not_found`: it is not there for you."),
    NOT_ACCEPTABLE(406, "`not_acceptable`: none of the accepted media types can be given."),
    TOO_SLOW(
            408,
            "`body_too_slow`: the body took longer than 20 seconds to arrive. `body_broken_off`: nothing of it came for 10"
                    + " seconds, or you were gone; the connection is closed."),
    TOO_LARGE(413, "`body_too_large`: the body is larger than 256 KiB."),
    UNSUPPORTED_MEDIA_TYPE(415, "`unsupported_media_type`: the body has a media type that is not taken here."),
    TOO_MANY_REQUESTS(429, "`too_many_requests`: try again after `Retry-After`."),
    INTERNAL_ERROR(500, "`internal_error`: a fault of ours; `X-Request-Id` names it in our logs."),
    UNAVAILABLE(503, "`database_away` or `busy`: try again after `Retry-After`.");

    private final int status;
    private final String description;

    SharedProblem(int status, String description) {
        this.status = status;
        this.description = description;
    }

    static void addAllTo(Components components) {
        Stream.of(values()).forEach(shared -> components.addResponse(shared.key(), shared.response()));
    }

    static Optional<SharedProblem> of(int status) {
        return Stream.of(values()).filter(shared -> shared.status == status).findFirst();
    }

    String status() {
        return String.valueOf(status);
    }

    APIResponse reference() {
        return OASFactory.createAPIResponse().ref(key());
    }

    APIResponse response() {
        APIResponse response = problem(description);
        if (this == UNAUTHENTICATED) {
            Headers.WWW_AUTHENTICATE.addTo(response);
        }
        if (this == UNAVAILABLE || this == TOO_MANY_REQUESTS) {
            Headers.RETRY_AFTER.addTo(response);
        }
        return response;
    }

    /** A response with a problem document. */
    static APIResponse problem(String description) {
        APIResponse response = OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))));
        Headers.addUsualTo(response);
        return response;
    }

    private String key() {
        return Stream.of(name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
