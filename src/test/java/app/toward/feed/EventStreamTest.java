package app.toward.feed;

import static org.assertj.core.api.Assertions.assertThat;

import app.toward.session.VerifyToken.Claimed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a stream holds for a client that takes slowly, or nothing. */
class EventStreamTest {
    private static final Claimed READER = new Claimed(UUID.randomUUID(), UUID.randomUUID());

    private final List<EventStream> ready = new ArrayList<>();
    private final List<EventStream> closed = new ArrayList<>();
    private final List<String> cut = new ArrayList<>();
    private final EventStream stream =
            new EventStream(UUID.randomUUID(), READER, null, ready::add, closed::add, () -> cut.add("cut"));
    private final Client client = new Client();

    /** Takes only as much as it asks for. */
    private static class Client implements Flow.Subscriber<StreamEvent> {
        final List<StreamEvent> taken = new ArrayList<>();
        Flow.@Nullable Subscription subscription;
        boolean hasEnded;

        void take(int count) {
            if (subscription != null) {
                subscription.request(count);
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(StreamEvent event) {
            taken.add(event);
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            hasEnded = true;
        }
    }

    @Test
    void the_next_part_is_read_only_when_the_one_before_was_taken() {
        stream.subscribe(client);
        assertThat(stream.isReady()).as("the line was not even opened").isFalse();
        client.take(2);
        assertThat(stream.isReady()).isTrue();
        stream.read();
        stream.give(part(3), new FeedCursor(3, 9), true);
        assertThat(client.taken).hasSize(2);
        assertThat(stream.isReady()).as("it has not taken what there is").isFalse();
        client.take(2);
        assertThat(stream.isReady()).as("it has not asked for more").isFalse();
        client.take(1);
        assertThat(stream.isReady()).isTrue();
        assertThat(ready).isNotEmpty();
    }

    @Test
    void it_is_not_read_for_again_before_there_is_news() {
        stream.subscribe(client);
        client.take(10);
        stream.read();
        stream.give(part(3), new FeedCursor(3, 3), false);
        assertThat(stream.isReady()).isFalse();
        stream.hear(3);
        assertThat(stream.isReady()).isFalse();
        stream.hear(4);
        assertThat(stream.isReady()).isTrue();
    }

    @Test
    void who_takes_nothing_for_too_long_is_cut_off() {
        stream.subscribe(client);
        client.take(1);
        stream.read();
        stream.give(part(2), new FeedCursor(2, 2), false);
        stream.beat(Duration.ofDays(1), Duration.ofDays(1));
        assertThat(cut).isEmpty();
        stream.beat(Duration.ofDays(1), Duration.ofNanos(-1));
        assertThat(cut).isNotEmpty();
    }

    @Test
    void when_it_ends_nothing_more_is_sent() {
        stream.subscribe(client);
        client.take(1);
        stream.read();
        stream.give(part(2), new FeedCursor(2, 2), false);
        stream.end();
        client.take(5);
        stream.cancel();
        assertThat(client.hasEnded).isTrue();
        assertThat(client.taken).hasSize(1);
        assertThat(closed).containsExactly(stream);
    }

    @Test
    void one_that_was_replaced_says_so_as_soon_as_its_client_can_take_it_and_then_ends() {
        stream.subscribe(client);
        client.take(1);
        stream.read();
        stream.give(part(2), new FeedCursor(2, 2), false);
        stream.replace();
        stream.replace();
        assertThat(client.hasEnded).isFalse();
        client.take(5);
        assertThat(client.taken).endsWith(StreamEvent.REPLACED).hasSize(2);
        assertThat(client.hasEnded).isTrue();
    }

    @Test
    void who_is_sent_away_is_told_when_to_come_back() {
        stream.subscribe(client);
        client.take(1);
        stream.read();
        stream.give(part(2), new FeedCursor(2, 2), false);
        stream.sendAway(StreamEvent.comeBack(1_500));
        client.take(5);
        assertThat(client.hasEnded).isTrue();
        assertThat(client.taken)
                .last()
                .extracting(StreamEvent::getReconnectDelay)
                .isEqualTo(1_500L);
        assertThat(client.taken).hasSize(2);
    }

    private static List<StreamEvent> part(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> StreamEvent.change("c" + i, "{}"))
                .toList();
    }
}
