package app.toward.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReturnMemoryTest {
    private static final long OLD = 30_000_000;

    private final ReturnMemory memory = new ReturnMemory();

    @Test
    void while_people_wait_it_waits_too() {
        assertThat(memory.isDue(100, OLD, OLD)).isFalse();
        assertThat(memory.isDue(102, OLD, OLD)).isFalse();
    }

    @Test
    void once_nobody_does_it_collects_and_then_rests() {
        memory.isDue(100, OLD, OLD);
        assertThat(memory.isDue(101, OLD, OLD)).isTrue();
        assertThat(memory.isDue(101, OLD, OLD)).isFalse();
        for (long collections = 102; collections < 201; collections++) {
            assertThat(memory.isDue(collections, OLD, OLD)).isFalse();
        }
        assertThat(memory.isDue(201, OLD, OLD)).isTrue();
    }

    @Test
    void what_is_likely_to_be_half_garbage_does_not_wait() {
        assertThat(memory.isDue(100, 2 * OLD, OLD)).isFalse();
        assertThat(memory.isDue(200, 2 * OLD + 1, OLD)).isTrue();
    }
}
