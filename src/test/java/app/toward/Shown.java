package app.toward;

import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Collectors;

/** All that a response tells its reader, as text. */
public final class Shown {
    /** The name of the request, and what is left of the reader's own calls: they depend on nobody else. */
    private static final List<String> READERS_OWN = List.of("X-Request-Id", "RateLimit");

    private Shown() {}

    /** Status, headers and body. */
    public static String by(Response response) {
        String headers = response.headers().asList().stream()
                .filter(header -> !READERS_OWN.contains(header.getName()))
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining("\n"));
        return response.statusCode() + "\n" + headers + "\n" + response.asString();
    }
}
