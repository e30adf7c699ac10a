package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others notice of somebody who begins to write on many connections, and hardly goes on. */
class SlowBodiesIT {
    private static final int CONNECTIONS = 500;
    private static final int CALLS = 20;
    private static final int PATIENCE_MILLIS = 60_000;

    private static final String BEGINNING = String.join(
            "\r\n",
            "POST /v1/sessions HTTP/1.1",
            "Host: localhost",
            "X-Forwarded-For: 192.0.2.1",
            "Content-Type: application/json",
            "Content-Length: 100000",
            "",
            "");

    @TempDir
    static Path data;

    private final List<Socket> slow = new ArrayList<>();

    @Test
    void others_are_answered_while_hundreds_of_bodies_come_a_byte_a_second() throws Exception {
        var dripping = Executors.newSingleThreadScheduledExecutor();
        try (var toward = PackagedToward.start(data, Map.of("TOWARD_TRUSTED_PROXIES", "127.0.0.1"))) {
            var couple = Couple.together();
            couple.ana().accessToken();
            for (int i = 0; i < CONNECTIONS; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), toward.port());
                slow.add(socket);
                send(socket, BEGINNING);
            }
            var drops = dripping.scheduleAtFixedRate(
                    () -> slow.forEach(socket -> send(socket, " ")), 0, 1, TimeUnit.SECONDS);
            for (int i = 0; i < CALLS; i++) {
                couple.bid(couple.ana(), Map.of());
                couple.ben().get(couple.path("/bids")).statusCode(200);
            }
            Set<String> ends = new TreeSet<>();
            for (Socket socket : slow) {
                ends.add(end(socket));
            }
            drops.cancel(true);
            assertThat(ends).contains("408", "429").isSubsetOf("408", "429", "closed");
        } finally {
            dripping.shutdownNow();
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static String end(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        try {
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 408".length());
            return line.length == 0 ? "closed" : new String(line, StandardCharsets.US_ASCII).split(" ", -1)[1];
        } catch (SocketException reset) {
            return "closed";
        }
    }

    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // It was closed, as it should be.
        }
    }
}
