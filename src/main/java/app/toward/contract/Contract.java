package app.toward.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The API's contract (OpenAPI 3.1): the committed one, which the tests hold to what they write from the code. To write it
 * in every server would make each start longer, for what never changes in it.
 */
public final class Contract {
    private Contract() {}

    /** The committed file, in UTF-8. */
    public static byte[] yaml() {
        try (InputStream file = Objects.requireNonNull(Contract.class.getResourceAsStream("openapi.yaml"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in it, read anew: it is several megabytes, and those who need it need it seldom. */
    public static JsonNode read() {
        try {
            return new YAMLMapper().readTree(yaml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
