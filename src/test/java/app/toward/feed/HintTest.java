package app.toward.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What replicas tell each other of who has news. */
class HintTest {
    private static final int PAYLOAD_BYTES = 8_000;

    @Test
    void it_names_accounts_and_is_read_as_it_was_written() {
        var hint = Hint.of(accounts(Hint.MOST));
        assertThat(Hint.read(hint.text())).isEqualTo(hint);
        assertThat(hint.text()).hasSizeLessThan(PAYLOAD_BYTES);
    }

    @Test
    void of_too_many_it_is_for_all() {
        assertThat(Hint.of(accounts(Hint.MOST + 1))).isEqualTo(Hint.ALL);
        assertThat(Hint.of(accounts(Hint.MOST)).and(Hint.of(accounts(1)))).isEqualTo(Hint.ALL);
        assertThat(Hint.read(Hint.ALL.text())).isEqualTo(Hint.ALL);
    }

    @Test
    void two_are_one() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        var both = Hint.of(List.of(one)).and(Hint.of(List.of(other)));
        assertThat(both.accounts()).containsExactlyInAnyOrder(one, other);
        assertThat(both.only(other::equals).accounts()).containsExactly(other);
        assertThat(both.only(account -> false).isEmpty()).isTrue();
        assertThat(both.and(Hint.NONE)).isEqualTo(both);
        assertThat(both.and(Hint.ALL)).isEqualTo(Hint.ALL);
        assertThat(Hint.ALL.only(account -> false).isEmpty()).isFalse();
    }

    private static Set<UUID> accounts(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).collect(Collectors.toSet());
    }
}
