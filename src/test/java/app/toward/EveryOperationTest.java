package app.toward;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import app.toward.Rights.Who;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for every endpoint, also for the one that nobody has thought of yet. */
@QuarkusTest
class EveryOperationTest {
    @Test
    void everybody_knows_who_may_do_what() {
        assertThat(Contract.operations().map(Contract.Operation::id).collect(Collectors.toSet()))
                .isEqualTo(Rights.TABLE.keySet());
    }

    @Test
    void nothing_but_the_listed_exceptions_works_without_a_token() {
        var world = World.of(Couple.together());
        assertThat(Contract.operations().filter(operation -> !isFor(operation, Who.ANYBODY)))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    assertThat(operation.isSecured()).isTrue();
                    given().contentType(ContentType.JSON)
                            .body("{}")
                            .request(operation.method(), World.path(operation, world.ids()))
                            .then()
                            .statusCode(401)
                            .contentType("application/problem+json")
                            .header("WWW-Authenticate", "Bearer");
                });
    }

    @Test
    void a_session_that_has_ended_can_do_nothing() {
        var couple = Couple.together();
        var world = World.of(couple);
        couple.ana().delete("/v1/sessions/current").statusCode(204);
        assertThat(Contract.operations().filter(operation -> !isFor(operation, Who.ANYBODY)))
                .isNotEmpty()
                .allSatisfy(operation -> world.call(operation, couple.ana())
                        .then()
                        .statusCode(401)
                        .header("WWW-Authenticate", startsWith("Bearer error=\"invalid_token\"")));
    }

    @Test
    void a_stranger_cannot_tell_what_exists_from_what_does_not() {
        var world = World.of(Couple.together());
        var stranger = World.of(Couple.together()).couple().ana();
        Map<String, String> madeUp = world.ids().keySet().stream()
                .collect(
                        Collectors.toMap(name -> name, name -> UUID.randomUUID().toString()));
        assertThat(Contract.operations().filter(operation -> operation.path().contains("{")))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    Response real = world.call(operation, stranger);
                    real.then().statusCode(404).contentType("application/problem+json");
                    assertThat(withoutIds(real, world.ids()))
                            .isEqualTo(withoutIds(World.call(operation, stranger, madeUp), madeUp));
                });
    }

    @Test
    void what_is_the_inviters_alone_is_not_there_for_the_partner() {
        var world = World.of(Couple.together());
        assertThat(Contract.operations().filter(operation -> isFor(operation, Who.INVITER)))
                .isNotEmpty()
                .allSatisfy(operation ->
                        world.call(operation, world.couple().ben()).then().statusCode(404));
    }

    @Test
    void both_members_read_what_is_theirs() {
        var world = World.of(Couple.together());
        assertThat(Contract.operations()
                        .filter(Contract.Operation::isRead)
                        .filter(operation -> isFor(operation, Who.MEMBERS)))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    world.call(operation, world.couple().ana()).then().statusCode(200);
                    world.call(operation, world.couple().ben()).then().statusCode(200);
                });
    }

    @Test
    void what_answers_with_no_body_can_be_called_by_who_takes_nothing_but_problems() {
        var world = World.of(Couple.together());
        assertThat(Contract.operations()
                        .filter(operation -> operation.responses().containsKey("204")))
                .isNotEmpty()
                .allSatisfy(operation -> given().accept("application/problem+json")
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .request(operation.method(), World.path(operation, world.ids()))
                        .then()
                        .statusCode(not(406)));
    }

    @Test
    void every_read_can_be_revalidated() {
        var world = World.of(Couple.together());
        assertThat(Contract.operations()
                        .filter(Contract.Operation::isRead)
                        .filter(operation -> !isFor(operation, Who.ANYBODY)))
                .isNotEmpty()
                .allSatisfy(operation -> {
                    String path = World.path(operation, world.ids());
                    String tag = world.couple()
                            .ana()
                            .get(path)
                            .statusCode(200)
                            .extract()
                            .header("ETag");
                    assertThat(tag).startsWith("\"");
                    var again = world.couple()
                            .ana()
                            .request()
                            .header("If-None-Match", tag)
                            .get(path);
                    again.then().statusCode(304).header("ETag", tag);
                    assertThat(again.asString()).isEmpty();
                });
    }

    private static boolean isFor(Contract.Operation operation, Who who) {
        return Rights.of(operation).who() == who;
    }

    /** All that the caller gets, but for the ids that they sent themselves. */
    private static String withoutIds(Response response, Map<String, String> ids) {
        String all = Shown.by(response);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            all = all.replace(id.getValue(), "{" + id.getKey() + "}");
        }
        return all;
    }
}
