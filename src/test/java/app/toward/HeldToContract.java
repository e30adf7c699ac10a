package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.builder.ResponseBuilder;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fails the test that got an answer which the contract does not describe. */
final class HeldToContract implements Filter {
    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        byte[] body = response.asByteArray();
        var exchange = new Exchange(
                request.getMethod(),
                URI.create(request.getURI()).getRawPath(),
                text(request.getBody()),
                response.statusCode(),
                response.headers().asList().stream()
                        .collect(Collectors.toMap(
                                header -> header.getName().toLowerCase(Locale.ROOT),
                                Header::getValue,
                                (one, other) -> one + ", " + other)),
                text(body, response.contentType()));
        assertThat(Promises.brokenBy(exchange)).as(exchange.toString()).isEmpty();
        // Reading it has used it up.
        return new ResponseBuilder().clone(response).setBody(body).build();
    }

    private static String text(byte[] body, String contentType) {
        boolean isText = contentType.matches("text/.*|.*(json|xml)\\b.*");
        return new String(body, isText ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private static String text(@Nullable Object body) {
        return body instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : Objects.toString(body, "");
    }
}
