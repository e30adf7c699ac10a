package app.toward.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out which statements Toward sends for a request, in PostgreSQL's own log. */
final class CaptureStatements {
    private static final int TIMES = 15;
    private static final long MILLIS_TO_LOG = 150;
    private static final Pattern EXECUTED = Pattern.compile("^(execute [^:]+|statement): ");

    private static final Pattern HINT = Pattern.compile("(select pg_)?notify\\b");

    private final Postgres postgres;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    CaptureStatements(Postgres postgres, int port) {
        this.postgres = postgres;
        this.port = port;
    }

    /**
     * What a request sent.
     *
     * @param made the id of what it made; empty if it made nothing
     */
    record Sent(Request request, List<Captured> statements, String made) {}

    /**
     * What requests of an operation send. Each is sent by itself; the jobs of the server that came between are told from
     * it by coming seldom.
     */
    Sent of(List<Request> requests) throws IOException, InterruptedException, SQLException {
        postgres.logStatements(true);
        try {
            var all = new ArrayList<Sent>();
            for (Request request : requests.subList(0, Math.min(TIMES, requests.size()))) {
                all.add(send(request));
            }
            Map<List<String>, Long> frequency =
                    all.stream().collect(Collectors.groupingBy(CaptureStatements::texts, Collectors.counting()));
            List<String> usual = frequency.entrySet().stream()
                    .max(Comparator.comparing(Map.Entry::getValue))
                    .orElseThrow()
                    .getKey();
            return all.stream()
                    .filter(sent -> texts(sent).equals(usual))
                    .reduce((before, after) -> after)
                    .orElseThrow();
        } finally {
            postgres.logStatements(false);
        }
    }

    private static List<String> texts(Sent sent) {
        return sent.statements.stream().map(Captured::sql).toList();
    }

    private Sent send(Request request) throws IOException, InterruptedException {
        Thread.sleep(MILLIS_TO_LOG);
        try (var log = new RandomAccessFile(postgres.log().toFile(), "r")) {
            log.seek(log.length());
            HttpResponse<String> response = request.send(client, port);
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        request + " was answered with " + response.statusCode() + " " + response.body());
            }
            Thread.sleep(MILLIS_TO_LOG);
            byte[] written = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(written);
            List<Captured> statements = new String(written, StandardCharsets.UTF_8)
                    .lines()
                    .map(this::statement)
                    .filter(statement -> !statement.sql().isBlank())
                    // The hint to other replicas, which is sent after the commit, and for many writes at once.
                    .filter(statement -> !HINT.matcher(statement.sql()).lookingAt())
                    .toList();
            return new Sent(request, statements, request.isRead() ? "" : Naming.made(response.body()));
        }
    }

    private Captured statement(String line) {
        try {
            JsonNode entry = json.readTree(line);
            String message = entry.path("message").asText();
            return EXECUTED.matcher(message).find()
                    ? Captured.of(
                            EXECUTED.matcher(message).replaceFirst(""),
                            entry.path("detail").asText())
                    : new Captured("", List.of());
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    /** The same statements as a script for pgbench. */
    static String script(Sent sent, Scale scale, List<String> variables, Function<String, String> filled) {
        var naming = new Naming(sent.request, scale, sent.made);
        return variables.stream().map(filled).collect(Collectors.joining("\n"))
                + "\n\\set fresh random(1000000000000, 200000000000000)\n"
                + sent.statements.stream()
                        .map(statement -> statement.line(naming))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
