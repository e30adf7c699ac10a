package app.toward;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client that listens to the feed, as an app does. Any number of them need one thread together. */
public final class Listener implements Flow.Subscriber<String>, AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long PATIENCE_SECONDS = 20;

    /** An event, by the fields of its lines: {@code id}, {@code event}, {@code data}. */
    public record Event(Map<String, String> fields) {
        public String id() {
            return String.valueOf(fields.get("id"));
        }

        public String name() {
            return String.valueOf(fields.get("event"));
        }

        public String data() {
            return String.valueOf(fields.get("data"));
        }
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicInteger comments = new AtomicInteger();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Integer> status;
    private Map<String, String> present = new HashMap<>();
    private Flow.@Nullable Subscription lines;

    private Listener(HttpRequest request) {
        status = CLIENT.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(this))
                .thenApply(HttpResponse::statusCode);
    }

    /** Opens a stream; what goes wrong shows later. */
    public static Listener open(int port, String query, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/feed/events" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Listener(request.build());
    }

    public static Listener of(Person person, int port, String query) {
        return open(port, query, "Authorization", "Bearer " + person.accessToken());
    }

    /** Waits until something has come: then the stream is open. */
    public Listener opened() throws Exception {
        opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    /** The status, once the response has ended. */
    public int status() throws Exception {
        return status.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The next event. */
    public Event next() throws InterruptedException {
        Event next = next(Duration.ofSeconds(PATIENCE_SECONDS));
        if (next == null) {
            throw new AssertionError("No event came");
        }
        return next;
    }

    public @Nullable Event next(Duration patience) throws InterruptedException {
        return events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for the change of what has this id. */
    public void awaitChangeOf(String id, Duration patience) throws InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        Event event = next(patience);
        while (event != null && !event.data().contains(id)) {
            event = next(Duration.between(Instant.now(), deadline));
        }
        if (event == null) {
            throw new AssertionError("No change came of " + id);
        }
    }

    /** The last of those that have come. */
    public Event last() throws InterruptedException {
        Event last = next();
        while (!events.isEmpty()) {
            last = events.remove();
        }
        return last;
    }

    public int comments() {
        return comments.get();
    }

    /** Waits until the server ends the stream. */
    public void awaitEnd() throws Exception {
        ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public boolean hasEnded() {
        return ended.isDone();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        lines = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith(":")) {
            comments.incrementAndGet();
        } else if (line.isEmpty() && !present.isEmpty()) {
            events.add(new Event(present));
            present = new HashMap<>();
        } else if (!line.isEmpty()) {
            String[] field = line.split(":", 2);
            present.put(field[0], field[1].stripLeading());
        }
        opened.complete(null);
    }

    @Override
    public void onError(Throwable failure) {
        ended.complete(null);
    }

    @Override
    public void onComplete() {
        ended.complete(null);
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.cancel();
        }
    }
}
