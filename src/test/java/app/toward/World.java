package app.toward;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A couple and one of each thing that a path of the contract can name. */
record World(Couple couple, Map<String, String> ids) {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    static World of(Couple couple) {
        return of(couple, Couple::ana);
    }

    /** One in which one of the two made the bid. */
    static World of(Couple couple, Function<Couple, Person> bidder) {
        String invitation = couple.ana()
                .post("/v1/invitations", Map.of("kind", "other"))
                .statusCode(201)
                .extract()
                .path("id");
        String bid = couple.bid(bidder.apply(couple), Map.of("kind", "conversation"));
        String checkIn = couple.round("daily");
        String template = couple.walks(couple.ana(), Map.of());
        return new World(
                couple,
                Map.of(
                        "partnership", couple.partnership(),
                        "invitation", invitation,
                        "session", String.valueOf(couple.ana().signIn().get("sessionId")),
                        "export", Exporting.by(couple.ana()),
                        "bid", bid,
                        "checkIn", checkIn,
                        "template", template));
    }

    /** The id of what a parameter of a path names. */
    String id(String parameter) {
        return Objects.requireNonNull(ids.get(parameter));
    }

    /** What a caller gets who sends an operation at this world's things. */
    Response call(Contract.Operation operation, Person caller) {
        return call(operation, caller, ids);
    }

    static Response call(Contract.Operation operation, Person caller, Map<String, String> ids) {
        var request = caller.request();
        String body =
                Rights.of(operation).body().replace("{now}", TestClock.now().toString());
        if (!body.isEmpty()) {
            request.contentType(ContentType.JSON).body(body);
        }
        return request.request(operation.method(), path(operation, ids));
    }

    /** A path inside the partnership, with this world's ids in it. */
    String path(String rest) {
        return fill(couple.path(rest), ids);
    }

    static String path(Contract.Operation operation, Map<String, String> ids) {
        return fill(operation.path(), ids);
    }

    private static String fill(String path, Map<String, String> ids) {
        return PARAMETER.matcher(path).replaceAll(match -> {
            String id = ids.get(match.group(1));
            if (id == null) {
                throw new IllegalStateException("No world has a " + match.group(1) + ": add one");
            }
            return id;
        });
    }
}
