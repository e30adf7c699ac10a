package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who send as slowly as they can hold their connections, and nothing else. */
class SlowClientsIT {
    private static final int CLIENTS = 500;
    private static final int CALLS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Of the headers the end is missing, or of the body. */
    private static final List<String> BEGINNINGS = List.of(
            "GET /v1/me HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
            "POST /v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{",
            "POST /v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");

    @TempDir
    static Path data;

    @Test
    void five_hundred_that_send_a_byte_a_second_keep_nobody_waiting() throws Exception {
        try (var toward = PackagedToward.start(data)) {
            var couple = Couple.together();
            List<Long> before = callMany(couple);
            List<Socket> slow = new ArrayList<>();
            var dripping = Executors.newSingleThreadScheduledExecutor();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    var socket = new Socket(InetAddress.getLoopbackAddress(), toward.port());
                    slow.add(socket);
                    send(socket, BEGINNINGS.get(i % BEGINNINGS.size()));
                }
                var drips = dripping.scheduleAtFixedRate(() -> drip(slow), 0, 1, TimeUnit.SECONDS);
                List<Long> beside = callMany(couple);
                System.out.printf(
                        "Of %d calls half took %d ms without, %d ms beside %d slow clients; the slowest %d ms%n",
                        CALLS, before.get(CALLS / 2), beside.get(CALLS / 2), CLIENTS, beside.get(CALLS - 1));
                assertThat(drips.isDone()).as("still dripping").isFalse();
                assertThat(beside.get(CALLS - 1)).isLessThan(PATIENCE.toMillis());
            } finally {
                dripping.shutdownNow();
                for (Socket socket : slow) {
                    socket.close();
                }
            }
        }
    }

    /** How many milliseconds each took, the quickest first. */
    private static List<Long> callMany(Couple couple) {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            Instant begin = Instant.now();
            if (i % 2 == 0) {
                couple.bid(couple.ana(), Map.of());
            } else {
                couple.ben().get(couple.path("/bids")).statusCode(200);
            }
            millis.add(Duration.between(begin, Instant.now()).toMillis());
        }
        Collections.sort(millis);
        return millis;
    }

    private static void drip(List<Socket> all) {
        for (int i = 0; i < all.size(); i++) {
            boolean isChunked = i % BEGINNINGS.size() == 2;
            try {
                send(all.get(i), isChunked ? "1\r\n \r\n" : " ");
            } catch (IOException e) {
                // It was shut out, which is well.
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
