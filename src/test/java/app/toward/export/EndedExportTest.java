package app.toward.export;

import static org.hamcrest.Matchers.equalTo;

import app.toward.Couple;
import app.toward.Exporting;
import app.toward.Person;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EndedExportTest {
    @Test
    void what_was_made_before_the_end_is_not_to_be_had_after_it() {
        var couple = Couple.together();
        List<Person> both = List.of(couple.ana(), couple.ben());
        List<String> exports = both.stream().map(Exporting::by).toList();
        couple.ana().patch(couple.path(""), Map.of("state", "ended")).statusCode(200);
        for (int i = 0; i < both.size(); i++) {
            both.get(i).get("/v1/me/exports/{id}", exports.get(i)).body("state", equalTo("expired"));
            both.get(i)
                    .get("/v1/me/exports/{id}/content", exports.get(i))
                    .statusCode(409)
                    .body("code", equalTo("export_expired"));
        }
    }
}
