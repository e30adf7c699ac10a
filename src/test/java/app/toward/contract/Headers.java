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
    REQUEST_ID(
            "X-Request-Id",
            "Names this request in our logs; yours, if you sent one.",
            "3f0d1c52-8a0e-4a57-9d0c-6f1f4d5d8f10",
            64),
    RATE_LIMIT(
            "RateLimit",
            "What is left of your limit, and for how many seconds. Absent where no caller is known.",
            "\"default\";r=50;t=30",
            100),
    RATE_LIMIT_POLICY(
            "RateLimit-Policy",
            "How many calls a window has, in seconds. Absent where no caller is known.",
            "\"default\";q=300;w=60",
            100),
    ALLOW_ORIGIN(
            "Access-Control-Allow-Origin",
            "The origin of the web app that called, if this server's operator lets it; absent for all others.",
            "https://app.example.org",
            255),
    ETAG("ETag", "Names this representation, for `If-None-Match` and `If-Match`.", "\"5bVwGb9m0CzrYxGM1u1Qnw\"", 64),
    LOCATION("Location", "Where to see how far it is.", "/v1/me/exports/01a202de-0e0f-7281-be7f-b70ad7cbd18b", 255),
    LINK(
            "Link",
            "`rel=\"next\"`: the next page (RFC 8288); absent on the last one.",
            "</v1/invitations?limit=1&after=AAABnK6bB8IBogLeFe57h5-x_mvkykxsgg2o7jrVwWqhmNZ2>; rel=\"next\"",
            2048),
    RETRY_AFTER("Retry-After", "Seconds to wait before trying again.", "2", 10),
    WWW_AUTHENTICATE(
            "WWW-Authenticate", "`Bearer`, with the error of RFC 6750.", "Bearer error=\"invalid_token\"", 255);

    private static final List<Headers> OF_EVERY_RESPONSE =
            List.of(REQUEST_ID, RATE_LIMIT, RATE_LIMIT_POLICY, ALLOW_ORIGIN);

    private final String header;
    private final String description;
    private final String example;
    private final int maxLength;

    Headers(String header, String description, String example, int maxLength) {
        this.header = header;
        this.description = description;
        this.example = example;
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
        return OASFactory.createHeader()
                .description(description)
                .example(example)
                .schema(schema);
    }
}
