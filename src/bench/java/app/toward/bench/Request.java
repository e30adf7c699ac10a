package app.toward.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A request as one account sends it.
 *
 * @param partnership the number of the partnership
 * @param side which of the two sends it
 * @param bid the number of the bid that it is about, if it is about one; else -1
 * @param token empty for who is not signed in
 * @param body empty for none
 */
record Request(int partnership, int side, int bid, String method, String path, String token, String body) {
    boolean isRead() {
        return method.equals("GET");
    }

    HttpResponse<String> send(HttpClient client, int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
