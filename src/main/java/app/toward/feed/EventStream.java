package app.toward.feed;

import app.toward.session.VerifyToken.Claimed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a client of this replica holds open. It is given the next part of the feed only when the client has taken
 * the one before, so that a slow reader holds no more than one part in memory.
 */
final class EventStream implements Flow.Publisher<StreamEvent>, Flow.Subscription {
    final UUID id;
    final UUID account;
    final UUID session;
    private final Consumer<EventStream> whenReady;
    private final Consumer<EventStream> whenClosed;
    private final Runnable cutOff;
    private final Queue<StreamEvent> waiting = new ArrayDeque<>(List.of(StreamEvent.HEARTBEAT));
    private Flow.@Nullable Subscriber<? super StreamEvent> client;
    private @Nullable FeedCursor cursor;
    private boolean hasNews = true;
    private long demand;
    private long movedAt = System.nanoTime();
    private boolean isSending;
    private boolean isCaughtUp;
    private boolean isEnded;
    private boolean isClosed;

    /**
     * A stream that has not been subscribed to.
     *
     * @param cursor how far the client has read; null for one that starts
     * @param whenReady called when the client can take the next part
     * @param whenClosed called once, when it is over
     * @param cutOff closes the connection of a client that takes nothing
     */
    EventStream(
            UUID id,
            Claimed reader,
            @Nullable FeedCursor cursor,
            Consumer<EventStream> whenReady,
            Consumer<EventStream> whenClosed,
            Runnable cutOff) {
        this.id = id;
        this.account = reader.accountId();
        this.session = reader.sessionId();
        this.cursor = cursor;
        this.whenReady = whenReady;
        this.whenClosed = whenClosed;
        this.cutOff = cutOff;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super StreamEvent> subscriber) {
        synchronized (this) {
            client = subscriber;
        }
        subscriber.onSubscribe(this);
        send();
    }

    @Override
    public void request(long more) {
        synchronized (this) {
            demand += more;
            movedAt = System.nanoTime();
        }
        send();
        if (isReady()) {
            whenReady.accept(this);
        }
    }

    @Override
    public void cancel() {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            waiting.clear();
        }
        whenClosed.accept(this);
    }

    /** How far it was given the feed. */
    synchronized @Nullable FeedCursor cursor() {
        return cursor;
    }

    /** Whether there may be something to read for it, and its client could take it. */
    synchronized boolean isReady() {
        return hasNews && waiting.isEmpty() && demand > 0 && !isEnded && !isClosed;
    }

    /** Notes how far the feed goes. */
    synchronized void hear(long head) {
        hasNews |= cursor == null || cursor.position() < head;
    }

    /** To be called before the feed is read for it: what is told from then on is news again. */
    synchronized void read() {
        hasNews = false;
    }

    /** To be called when reading failed. */
    synchronized void readAgain() {
        hasNews = true;
    }

    /** Gives it a part of the feed. */
    void give(List<StreamEvent> part, @Nullable FeedCursor reached, boolean hasMore) {
        synchronized (this) {
            cursor = reached;
            hasNews |= hasMore;
            isCaughtUp = !hasMore;
            if (!isEnded) {
                waiting.addAll(part);
            }
        }
        send();
        if (isReady()) {
            whenReady.accept(this);
        }
    }

    /** Keeps the line alive, and cuts off who has taken nothing for too long. */
    void beat(Duration heartbeat, Duration patience) {
        Duration still;
        boolean isStuck;
        synchronized (this) {
            still = Duration.ofNanos(System.nanoTime() - movedAt);
            isStuck = !waiting.isEmpty() && still.compareTo(patience) > 0;
            if (waiting.isEmpty() && !isEnded && still.compareTo(heartbeat) >= 0) {
                waiting.add(StreamEvent.HEARTBEAT);
            }
        }
        if (isStuck) {
            cutOff.run();
        }
        send();
    }

    /** Whether it had been given all there was: then whatever comes next has only just happened. */
    synchronized boolean isCaughtUp() {
        return isCaughtUp;
    }

    /** Ends it after a last event. What the client has not taken it will be given when it comes back. */
    void sendAway(StreamEvent last) {
        end(List.of(last));
    }

    /** Ends it; what the client has not taken is not sent any more. */
    void end() {
        end(List.of());
    }

    /** Ends it because newer ones took its place, and says so: a client that came again would only replace another. */
    void replace() {
        end(List.of(StreamEvent.REPLACED));
    }

    private void end(List<StreamEvent> last) {
        synchronized (this) {
            if (isEnded) {
                return;
            }
            isEnded = true;
            waiting.clear();
            waiting.addAll(last);
        }
        send();
    }

    /** One at a time: whoever comes while another thread sends leaves it to that one. */
    private void send() {
        while (true) {
            StreamEvent next;
            Flow.Subscriber<? super StreamEvent> receiver;
            synchronized (this) {
                boolean isOver = isEnded && waiting.isEmpty();
                if (client == null || isSending || isClosed || !(isOver || (demand > 0 && !waiting.isEmpty()))) {
                    return;
                }
                receiver = client;
                next = isOver ? null : waiting.remove();
                demand -= isOver ? 0 : 1;
                isClosed = isOver;
                isSending = true;
            }
            if (next == null) {
                receiver.onComplete();
                whenClosed.accept(this);
            } else {
                receiver.onNext(next);
            }
            synchronized (this) {
                isSending = false;
            }
        }
    }
}
