package app.toward;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Serves a web app, and so is an origin that is not Toward's. */
final class WebApp implements AutoCloseable {
    private final HttpServer server;

    WebApp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void serve(String path, String type, String body) {
        server.createContext(path, exchange -> answer(exchange, type, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Serves the scripts and pages of a directory under their own names. */
    void serve(String path, Path directory) {
        server.createContext(path, exchange -> {
            Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
            answer(
                    exchange,
                    file.toString().endsWith(".html") ? "text/html" : "text/javascript",
                    Files.readAllBytes(file));
        });
    }

    /** What is posted to a path. */
    BlockingQueue<String> posted(String path) {
        BlockingQueue<String> posted = new LinkedBlockingQueue<>();
        server.createContext(path, exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, "text/plain", new byte[0]);
        });
        return posted;
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
