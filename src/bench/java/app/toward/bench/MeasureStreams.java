package app.toward.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** How soon a write reaches a reader when very many listen, and what that costs in memory. */
final class MeasureStreams {
    /** Not counted: the first writes of a server that was just started, of which the code is not compiled. */
    private static final int WARM = 100;

    private static final int WRITES = 500;
    private static final long MILLIS_BETWEEN = 20;
    private static final int HTTP_CREATED = 201;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String HEAP = "-Xmx512m";

    private MeasureStreams() {}

    static void run(Benchmark benchmark, Server running, Results results) throws Exception {
        int most = Math.min(benchmark.options.number("streams"), 2 * benchmark.scale.partnerships());
        List<Socket> open = new ArrayList<>();
        try (Server toward = benchmark.toward(List.of(HEAP), "streams")) {
            BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
            Map<UUID, Long> heads = benchmark.heads();
            for (int account = 0; account < most; account++) {
                open.add(listen(benchmark, toward, account, heads.get(Ids.ACCOUNT.of(account)), heard));
            }
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < WARM + WRITES; i++) {
                millis.add(millisToHear(benchmark, toward, i % (most / 2), heard));
                Thread.sleep(MILLIS_BETWEEN);
            }
            double[] sorted = millis.stream()
                    .skip(WARM)
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            results.add(
                    most + " open streams, " + HEAP,
                    String.format(
                            Locale.ROOT,
                            "from the request to the reader's event p50 %.1f ms, p99 %.1f ms (the first %d writes apart); RSS %.0f MB",
                            sorted[WRITES / 2],
                            sorted[WRITES * 99 / 100],
                            WARM,
                            Machine.resident(toward.pid()) / 1e6));
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** A thread each: they only wait. */
    private static Socket listen(Benchmark benchmark, Server toward, int account, long head, BlockingQueue<Long> heard)
            throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), toward.port());
        String cursor = benchmark.keys.feedCursor(Ids.ACCOUNT.of(account), head, head);
        String token = benchmark.keys.accessToken(account, Instant.now());
        socket.getOutputStream()
                .write(("GET /v1/feed/events?after=" + cursor + " HTTP/1.1\r\nHost: toward\r\nAuthorization: Bearer "
                                + token + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String status = reader.readLine();
        if (status == null || !status.contains(" 200 ")) {
            throw new IllegalStateException("A stream was refused: " + status);
        }
        var thread = new Thread(null, () -> hear(reader, heard), "stream " + account, 64 << 10);
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    private static void hear(BufferedReader reader, BlockingQueue<Long> heard) {
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("data:")) {
                    heard.add(System.nanoTime());
                }
            }
        } catch (IOException e) {
            // Closed: it was the last one.
        }
    }

    /** Until the later one of the two has heard it. */
    private static double millisToHear(Benchmark benchmark, Server toward, int partnership, BlockingQueue<Long> heard)
            throws IOException, InterruptedException {
        String body =
                "{\"bidder\":\"me\",\"kind\":\"play\",\"channel\":\"call\",\"occurredAt\":\"" + Instant.now() + "\"}";
        String path = "/v1/partnerships/" + Ids.PARTNERSHIP.text(partnership) + "/bids";
        String token = benchmark.keys.accessToken(Scale.account(partnership, 0), Instant.now());
        long begin = System.nanoTime();
        int status = new Request(partnership, 0, -1, "POST", path, token, body)
                .send(CLIENT, toward.port())
                .statusCode();
        if (status != HTTP_CREATED) {
            throw new IllegalStateException("A bid was answered with " + status);
        }
        long last = begin;
        for (int i = 0; i < 2; i++) {
            Long at = heard.poll(30, TimeUnit.SECONDS);
            if (at == null) {
                throw new IllegalStateException("A reader heard nothing");
            }
            last = Math.max(last, at);
        }
        return (last - begin) / 1e6;
    }
}
