package app.toward.partnership;

import static org.hamcrest.Matchers.equalTo;

import app.toward.Couple;
import app.toward.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(TestClock.class)
class InvitationTest {
    @Test
    void two_people_come_together_by_a_code_and_a_confirmation() {
        var couple = Couple.together();
        couple.ana()
                .get(couple.path(""))
                .statusCode(200)
                .body("partner.displayName", equalTo("Ben"))
                .body("state", equalTo("active"))
                .body("kind", equalTo("romantic"));
        couple.ben().get("/v1/partnerships").statusCode(200).body("items[0].partner.displayName", equalTo("Ana"));
    }
}
