package app.toward.bench;

import app.toward.bench.CaptureStatements.Sent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Each operation, at each concurrency, by each target. */
final class MeasureOperations {
    private static final int COMPARED = 25;

    private final Benchmark benchmark;
    private final Server toward;
    private final Results results;
    private final Operations operations;
    private final Measure measure;
    private final HttpClient client = HttpClient.newHttpClient();

    private MeasureOperations(Benchmark benchmark, Server toward, Results results) {
        this.benchmark = benchmark;
        this.toward = toward;
        this.results = results;
        this.operations = benchmark.operations(toward);
        this.measure = new Measure(benchmark.options, benchmark.postgres);
    }

    static void run(Benchmark benchmark, Server toward, Results results) throws Exception {
        var options = benchmark.options;
        var parts = new MeasureOperations(benchmark, toward, results);
        Server twin = options.has("against", "vertx") ? benchmark.twin() : null;
        for (Operation operation : parts.operations.all()) {
            if (options.has("operations", operation.name().replaceAll("\\W+", "-"))) {
                parts.measure(operation, operation.hasTwin() ? twin : null);
                results.write();
            }
        }
        results.add(
                "memory of the server, %d s after the operations".formatted(Machine.QUIET.toSeconds()),
                "%.0f MB".formatted(Machine.residentLater(toward.pid()) / 1e6));
    }

    private void measure(Operation operation, Server twin) throws Exception {
        List<String> undo = operation.undo().stream().map(operations::filled).toList();
        List<String> scripts = scripts(operation, undo);
        if (twin != null) {
            compare(operation, twin, undo);
        }
        for (int concurrency : benchmark.options.concurrency()) {
            if (benchmark.options.has("against", "toward")) {
                byServer(operation, concurrency, "toward", toward, undo);
            }
            if (twin != null) {
                byServer(operation, concurrency, "vertx", twin, undo);
            }
            if (benchmark.options.has("against", "pgbench")
                    && !operation.variables().isEmpty()) {
                var pgbench = new Pgbench(benchmark.postgres.port(), "postgres", benchmark.work, scripts);
                results.add(measure.of(operation.name(), concurrency, "pgbench", pgbench, 0, Integer.MAX_VALUE, undo));
            }
        }
    }

    private void byServer(Operation operation, int concurrency, String name, Server server, List<String> undo)
            throws Exception {
        operations.renewTokens();
        List<Request> requests = Benchmark.requests(operation, most(operation));
        var wrk = new Wrk(server.port(), benchmark.work, requests, operation.isChain());
        int most = operation.isOnce() ? requests.size() : Integer.MAX_VALUE;
        if (benchmark.options.is("profile") && name.equals("toward")) {
            Profile.of(server.pid(), wrk, concurrency, benchmark.options, operation.name());
            benchmark.postgres.execute(undo.toArray(String[]::new));
        }
        results.add(measure.of(operation.name(), concurrency, name, wrk, server.pid(), most, undo));
    }

    private int most(Operation operation) {
        var scale = benchmark.scale;
        if (operation.isChain()) {
            return 2 * scale.partnerships();
        }
        if (!operation.isOnce()) {
            return Math.min(operation.most(), 20 * scale.partnerships());
        }
        int there = operation.name().equals("respond")
                ? scale.partnerships() * (scale.bids() / Scale.AWAITING_EVERY)
                : operations.openRounds();
        return Math.min(operation.most(), there);
    }

    /** What pgbench is to send: the statements that Toward sent, of the first of two and of the second. */
    private List<String> scripts(Operation operation, List<String> undo)
            throws IOException, InterruptedException, SQLException {
        operations.renewTokens();
        List<Request> requests = Benchmark.requests(operation, most(operation));
        var capture = new CaptureStatements(benchmark.postgres, toward.port());
        int half = requests.size() / 2;
        var sent = new ArrayList<Sent>(List.of(capture.of(requests.subList(0, half))));
        if (operation.isOnce()) {
            sent.add(capture.of(requests.subList(half, requests.size())));
        }
        List<String> scripts = sent.stream()
                .map(each -> CaptureStatements.script(each, benchmark.scale, operation.variables(), operations::filled))
                .toList();
        results.add(
                "statements of: " + operation.name(),
                sent.get(0).statements().stream()
                                .filter(each -> !each.isFrame())
                                .count() + " and "
                        + (sent.get(0).statements().get(0).isFrame() ? "the commit" : "no transaction"));
        Files.writeString(
                benchmark.work.resolve(operation.name().replaceAll("\\W+", "-") + ".sql"),
                String.join("\n\n", scripts));
        benchmark.postgres.execute(undo.toArray(String[]::new));
        return scripts;
    }

    /** Both have to say the same, or the one is not the measure of the other. */
    private void compare(Operation operation, Server twin, List<String> undo) throws Exception {
        operations.renewTokens();
        List<Request> requests = Benchmark.requests(operation, most(operation));
        for (Request request : requests.subList(0, COMPARED)) {
            HttpResponse<String> expected = request.send(client, toward.port());
            benchmark.postgres.execute(request.isRead() ? new String[0] : undo.toArray(String[]::new));
            HttpResponse<String> found = request.send(client, twin.port());
            UnaryOperator<String> plain = request.isRead() ? text -> text : MeasureOperations::withoutMoments;
            boolean isEqual = expected.statusCode() == found.statusCode()
                    && plain.apply(expected.body()).equals(plain.apply(found.body()))
                    && (!request.isRead() || tags(expected).equals(tags(found)));
            if (!isEqual) {
                throw new IllegalStateException("Toward and the server beside it differ in " + request.path() + "\n"
                        + expected.body() + tags(expected) + "\n" + found.body() + tags(found));
            }
        }
        benchmark.postgres.execute(undo.toArray(String[]::new));
    }

    private static List<String> tags(HttpResponse<String> response) {
        return Stream.of("ETag", "Link")
                .flatMap(name -> response.headers().allValues(name).stream())
                .toList();
    }

    /** What was written at two moments differs in the moment, and in the id of what was made. */
    private static String withoutMoments(String body) {
        try {
            JsonNode json = new ObjectMapper().readTree(body);
            forgetMoments((ObjectNode) json);
            return json.toString();
        } catch (IOException e) {
            throw new IllegalStateException(body, e);
        }
    }

    private static void forgetMoments(ObjectNode json) {
        json.remove(List.of("recordedAt", "givenAt", "respondedAt"));
        if (json.path("recordedBy").asText().equals("me") && !json.has("myPerspective")) {
            json.remove("id");
        }
        json.forEach(child -> {
            if (child instanceof ObjectNode object) {
                forgetMoments(object);
            }
        });
    }
}
