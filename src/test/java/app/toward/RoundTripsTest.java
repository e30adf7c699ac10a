package app.toward;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How often an operation asks the database, in a story in which each is called: a read twice at most (who asks, and what they
 * ask for), a write three times at most, and the commit. What takes more is listed here with the reason.
 */
@QuarkusTest
@TestProfile(WithMailServer.class)
@ExtendWith(TestClock.class)
class RoundTripsTest {
    private static final int MOST_OF_A_READ = 2;
    private static final int MOST_OF_A_WRITE = 3;

    /** How many statements it is then. */
    private static final Map<String, Integer> MORE = Map.ofEntries(
            // The entries, and one statement or two for each of the kinds that are among them.
            entry("readFeed", 6),
            // Who asks, which export, and its content in parts: a file of any size is never in memory as a whole.
            entry("getExportContent", 3),
            // A response that comes after another keeps that one as a step; who withdraws forgets their steps.
            entry("givePerspective", 4),
            entry("withdrawBid", 4),
            // Other devices see the profile, of which the address is another room's.
            entry("changeMe", 4),
            // A password is hashed, which takes longer than all statements together.
            entry("signIn", 5),
            entry("confirmRegistration", 6),
            entry("changePassword", 8),
            entry("resetPassword", 10),
            // What happens once or a few times between two people, or in the life of an account: several rows
            // are locked in one order, letters are written, sessions end, and each is shown their own view.
            entry("invite", 6),
            entry("withdrawInvitation", 5),
            entry("redeemCode", 4),
            entry("confirmInvitation", 9),
            entry("changePartnership", 11),
            entry("confirmEmail", 11),
            entry("restoreEmail", 11),
            entry("startExport", 6),
            entry("eraseMe", 6),
            entry("undoErasure", 6));

    @Test
    void a_read_asks_the_database_twice_and_a_write_three_times() throws Exception {
        TestClock.freeze();
        Map<String, List<String>> told = Story.told().statements();
        Map<String, Integer> more = new HashMap<>();
        Contract.operations().forEach(operation -> {
            int sent = told.getOrDefault(operation.id(), List.of()).size();
            if (sent > (operation.isRead() ? MOST_OF_A_READ : MOST_OF_A_WRITE)) {
                more.put(operation.id(), sent);
            }
        });
        assertThat(more).isEqualTo(MORE);
    }
}
