package app.toward.contract;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The headers of responses, each described once. */
enum Headers {
    REQUEST_ID("X-Request-Id", "Names this request in our logs; yours, if you sent one.", 64),
    RATE_LIMIT(
            "RateLimit",
            "What is left of your limit, and for how many seconds: `\"default\";r=50;t=30`. Absent where no caller is known.",
            100),
    RATE_LIMIT_POLICY(
            "RateLimit-Policy",
            "How many calls a window has, in seconds: `\"default\";q=300;w=60`. Absent where no caller is known.",
            100),
    ALLOW_ORIGIN(
            "Access-Control-Allow-Origin",
            "The origin of the web app that called, if this server's operator lets it; absent for all others.",
            255),
    ETAG("ETag", "Names this representation, for `If-None-Match` and `If-Match`.", 64),
    LINK("Link", "`rel=\"next\"`: the next page (RFC 8288); absent on the last one.", 2048),
    RETRY_AFTER("Retry-After", "Seconds to wait before trying again.", 10),
    WWW_AUTHENTICATE("WWW-Authenticate", "`Bearer`, with the error of RFC 6750.", 255);

    private static final List<Headers> OF_EVERY_RESPONSE =
            List.of(REQUEST_ID, RATE_LIMIT, RATE_LIMIT_POLICY, ALLOW_ORIGIN);

    private final String header;
    private final String description;
    private final int maxLength;

    Headers(String header, String description, int maxLength) {
        this.header = header;
        this.description = description;
        this.maxLength = maxLength;
    }

    static void addAllTo(Components components) {
        Stream.of(values()).forEach(one -> components.addHeader(one.header, one.described()));
    }

    static void addUsualTo(APIResponse response) {
        OF_EVERY_RESPONSE.forEach(one -> one.addTo(response));
    }

    void addTo(APIResponse response) {
        response.addHeader(header, OASFactory.createHeader().ref(header));
    }

    private Header described() {
        Schema schema = OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .pattern("^[\\x20-\\x7e]*$")
                .maxLength(maxLength);
        return OASFactory.createHeader().description(description).schema(schema);
    }
}
