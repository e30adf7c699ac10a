package app.toward.contract;

import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** The headers that a request may have, each described once. */
enum RequestHeader {
    IDEMPOTENCY_KEY(
            "Idempotency-Key",
            "The id of what is made, like `id` in a body: sent again, the request makes nothing new.",
            "01a202de-1ab7-75db-91cc-c4cc6225559a"),
    IF_MATCH(
            "If-Match",
            "The `ETag` of what you read: if it has changed since, the answer is 412 and nothing is written.",
            "\"5bVwGb9m0CzrYxGM1u1Qnw\""),
    IF_NONE_MATCH(
            "If-None-Match",
            "The `ETag` of what you have: if it is still the same, the answer is 304 without a body.",
            "\"5bVwGb9m0CzrYxGM1u1Qnw\"");

    private static final int LONGEST = 1_024;

    private final String header;
    private final String description;
    private final String example;

    RequestHeader(String header, String description, String example) {
        this.header = header;
        this.description = description;
        this.example = example;
    }

    static void addAllTo(Components components) {
        Stream.of(values()).forEach(one -> components.addParameter(one.key(), one.described()));
    }

    void addTo(Operation operation) {
        operation.addParameter(OASFactory.createParameter().ref(key()));
    }

    private Parameter described() {
        Schema schema = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
        if (this == IDEMPOTENCY_KEY) {
            schema.format("uuid").maxLength(36);
        } else {
            schema.pattern("^[\\x20-\\x7e]*$").maxLength(LONGEST);
        }
        return OASFactory.createParameter()
                .name(header)
                .in(Parameter.In.HEADER)
                .description(description)
                .example(example)
                .schema(schema);
    }

    private String key() {
        return header.replace("-", "");
    }
}
