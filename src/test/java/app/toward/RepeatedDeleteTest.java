package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever was deleted can be deleted again, with the same answer: the first one may have been lost. */
@QuarkusTest
class RepeatedDeleteTest {
    /** A device that is not there any more is like one that never was; and who is signed out has no token. */
    private static final Set<String> SAID_BY_401_OR_404 = Set.of("endSession", "signOut", "eraseMe");

    /** Nothing that is both people's is changed after the end. */
    private static final Set<String> OF_BOTH = Set.of("retireTemplate");

    private static final Map<String, Integer> VALUES =
            Map.of("mood", 5, "closeness", 6, "presence", 4, "feeling_heard", 6, "time_together", 3);

    @Test
    void every_deletion_can_be_repeated_also_after_the_end() {
        Set<String> succeeded = new HashSet<>();
        List<Contract.Operation> deletions = Contract.operations()
                .filter(operation -> operation.method().equalsIgnoreCase("delete"))
                .filter(operation -> !SAID_BY_401_OR_404.contains(operation.id()))
                .filter(operation -> !OF_BOTH.contains(operation.id()))
                .toList();
        for (Contract.Operation deletion : deletions) {
            var couple = Couple.together();
            var world = World.of(couple);
            say(couple.ben(), world);
            couple.ana().patch(couple.path(""), Map.of("state", "ended")).statusCode(200);
            for (Person caller : List.of(couple.ana(), couple.ben())) {
                int first = world.call(deletion, caller).statusCode();
                if (first < 300) {
                    succeeded.add(deletion.id());
                    assertThat(world.call(deletion, caller).statusCode())
                            .as(deletion.id())
                            .isEqualTo(first);
                }
            }
        }
        assertThat(succeeded)
                .containsExactlyInAnyOrderElementsOf(
                        deletions.stream().map(Contract.Operation::id).collect(Collectors.toSet()));
    }

    /** What is theirs alone: once they have taken it back, they see nothing of it any more. */
    private static void say(Person person, World world) {
        person.put(world.path("/bids/{bid}/perspective"), Map.of("response", "noticed"))
                .statusCode(200);
        person.put(world.path("/check-ins/{checkIn}/answer"), Map.of("visibility", "private", "values", VALUES))
                .statusCode(200);
    }
}
