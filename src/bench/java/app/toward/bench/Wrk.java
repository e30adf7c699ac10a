package app.toward.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Sends requests by wrk, which a kernel's worth of connections costs next to nothing. */
final class Wrk implements Load {
    private static final int THREADS = 2;

    private final int port;
    private final Path script;
    private final Path requests;
    private final boolean isChain;

    Wrk(int port, Path work, List<Request> all, boolean isChain) throws IOException {
        this.port = port;
        this.isChain = isChain;
        this.script = work.resolve("send.lua");
        this.requests = work.resolve("requests.tsv");
        try (InputStream lua = Wrk.class.getResourceAsStream("/send.lua")) {
            Files.write(script, Objects.requireNonNull(lua).readAllBytes());
        }
        Files.writeString(
                requests,
                all.stream()
                        .map(each -> String.join("\t", each.method(), each.path(), each.token(), each.body()) + "\n")
                        .collect(Collectors.joining()));
    }

    @Override
    public Figures run(int concurrency, Duration time) throws IOException, InterruptedException {
        String output = Run.of(List.of(
                "wrk",
                "-t" + THREADS,
                "-c" + concurrency,
                "-d" + time.toSeconds() + "s",
                "--timeout",
                "30s",
                "-s",
                script.toString(),
                "http://127.0.0.1:" + port,
                "--",
                requests.toString(),
                isChain ? "chain" : "repeat",
                String.valueOf(THREADS)));
        String result = output.lines()
                .filter(line -> line.startsWith("RESULT "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(output));
        JsonNode said = new ObjectMapper().readTree(result.substring("RESULT ".length()));
        long done = said.get("requests").asLong();
        return new Figures(
                done,
                done * 1e6 / said.get("micros").asLong(),
                said.get("p50").asLong() / 1e3,
                said.get("p99").asLong() / 1e3,
                said.get("failed").asLong());
    }
}
