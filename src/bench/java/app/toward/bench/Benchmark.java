package app.toward.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures Toward beside what the same machine can do at the same time: PostgreSQL alone, sent the same statements, and a
 * server written by hand that gives the same answers.
 */
public final class Benchmark implements AutoCloseable {
    static final String PASSWORD = "quiet river under stone";

    private static final String UNLIMITED = "1000000000";

    final Options options;
    final Path work;
    final Postgres postgres;
    final ServerKeys keys;
    final Scale scale;
    final LoadData data;
    private final List<AutoCloseable> opened = new ArrayList<>();

    private Benchmark(Options options) throws Exception {
        this.options = options;
        this.work = options.path("work");
        forget(work);
        Files.createDirectories(
                work, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        this.keys = new ServerKeys();
        Files.writeString(keysFile(), keys.json());
        this.postgres = new Postgres(work);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        this.scale = options.scale();
        this.data = new LoadData(postgres, keys, scale);
    }

    public static void main(String... arguments) throws Exception {
        var options = new Options(arguments);
        try (var benchmark = new Benchmark(options)) {
            benchmark.run(String.join(" ", arguments));
        }
    }

    private void run(String command) throws Exception {
        var results = new Results(options.path("results"), circumstances(command));
        Server toward = toward(List.of(), "toward");
        register(toward);
        long begin = System.nanoTime();
        data.from(0);
        postgres.execute("""
                update credential set password_hash = (
                    select password_hash from credential where password_hash <> ''
                    union all select password_hash from registration limit 1)
                where password_hash = ''""");
        results.add("data", "made in " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
        for (Map.Entry<String, Part> part : Part.all().entrySet()) {
            if (options.has("parts", part.getKey())) {
                part.getValue().run(this, toward, results);
                results.write();
            }
        }
    }

    /** How far the feed of each account goes now: what wrote before may have left something in it. */
    Map<UUID, Long> heads() throws SQLException {
        return postgres.numbers("select account_id, position from feed");
    }

    /** By it everybody else's password is known too. */
    private static void register(Server toward) throws IOException, InterruptedException {
        String body = "{\"email\":\"first@example.org\",\"password\":\"" + PASSWORD
                + "\",\"displayName\":\"First\",\"timeZone\":\"Europe/Berlin\"}";
        HttpResponse<String> response =
                new Request(0, 0, -1, "POST", "/v1/accounts", "", body).send(HttpClient.newHttpClient(), toward.port());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.body());
        }
    }

    /** Starts Toward on the benchmark's database, which it migrates, as whoever runs it would; but nothing is refused. */
    Server toward(List<String> javaOptions, String name) throws IOException, InterruptedException {
        return toward(options.java(), javaOptions, name);
    }

    Server toward(Path java, List<String> javaOptions, String name) throws IOException, InterruptedException {
        int port = Server.freePort();
        var command = new ArrayList<String>(List.of(java.toString()));
        command.addAll(Stream.of(options.text("java-options").split(" "))
                .filter(each -> !each.isEmpty())
                .toList());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", options.path("jar").toString()));
        Map<String, String> environment = new LinkedHashMap<>();
        // As in the image.
        environment.put("MALLOC_TRIM_THRESHOLD_", "131072");
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.url());
        environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(Server.freePort()));
        environment.put("TOWARD_KEYS_FILE", keysFile().toString());
        // They are counted as ever; only nobody reaches them.
        environment.put("TOWARD_THROTTLE_REQUEST_ACCOUNT_QUOTA", UNLIMITED);
        environment.put("TOWARD_THROTTLE_REQUEST_ADDRESS_QUOTA", UNLIMITED);
        return started(command, environment, port, name, "/health/ready");
    }

    /** Starts the server that was written by hand, on the same database. */
    Server twin() throws IOException, InterruptedException {
        int port = Server.freePort();
        var command = List.of(
                options.java().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "app.toward.bench.plain.PlainServer",
                String.valueOf(port),
                String.valueOf(postgres.port()),
                keysFile().toString());
        return started(command, Map.of(), port, "vertx", "/health/ready");
    }

    private Server started(List<String> command, Map<String, String> environment, int port, String name, String path)
            throws IOException, InterruptedException {
        var ready = new Request(0, 0, -1, "GET", path, "", "");
        Server server = Server.start(command, environment, port, work.resolve(name + ".log"), ready);
        opened.add(server);
        return server;
    }

    Operations operations(Server toward) {
        return new Operations(scale, keys, data, toward.port());
    }

    static List<Request> requests(Operation operation, int most) {
        var random = new Random(1);
        return IntStream.range(0, most)
                .mapToObj(number -> operation.requests().make(random, number))
                .toList();
    }

    private Path keysFile() {
        return work.resolve("keys.json");
    }

    private Map<String, String> circumstances(String command) throws IOException, SQLException {
        var circumstances = new LinkedHashMap<String, String>();
        circumstances.put("command", "`src/bench/run " + command + "`");
        circumstances.put("at", Instant.now().toString());
        circumstances.put(
                "machine",
                Machine.processor() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.version")
                        + ", disk " + Files.getFileStore(work).type());
        circumstances.put("Toward", "commit " + firstLine("git", "describe", "--always", "--dirty"));
        circumstances.put("Java of the servers", firstLine(options.java().toString(), "-version"));
        circumstances.put("load", firstLine("pgbench", "--version") + ", " + firstLine("sh", "-c", "wrk -v; true"));
        circumstances.put("PostgreSQL", postgres.settings().toString());
        circumstances.put("scale", scale.toString());
        circumstances.put("options", options.toString());
        return circumstances;
    }

    private static String firstLine(String... command) throws IOException {
        try {
            return Run.of(List.of(command)).lines().findFirst().orElse("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void forget(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.remove(opened.size() - 1).close();
            } catch (Exception e) {
                System.err.println(e);
            }
        }
        try {
            postgres.close();
        } catch (IOException e) {
            System.err.println(e);
        }
    }
}
