package app.toward.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of the sample people, as a client of the API. */
class SamplePerson {
    final String email;
    final String password;
    private final HttpClient http;
    private final ObjectMapper json;
    private final String base;
    private Optional<JsonNode> tokens = Optional.empty();

    SamplePerson(String email, String password, HttpClient http, ObjectMapper json, String base) {
        this.email = email;
        this.password = password;
        this.http = http;
        this.json = json;
        this.base = base;
    }

    void register(String displayName, String timeZone) {
        post(
                "/v1/accounts",
                Map.of("email", email, "password", password, "displayName", displayName, "timeZone", timeZone));
    }

    /** Whether the person is registered. */
    boolean signIn() {
        HttpResponse<String> response =
                send("POST", "/v1/sessions", Map.of("email", email, "password", password, "label", "Sample"));
        if (response.statusCode() != 201) {
            return false;
        }
        tokens = Optional.of(read(response));
        return true;
    }

    void refresh() {
        String token = tokens.orElseThrow().get("refreshToken").asText();
        tokens = Optional.of(post("/v1/sessions/refresh", Map.of("refreshToken", token)));
    }

    void signOut() {
        send("DELETE", "/v1/sessions/current", null);
    }

    JsonNode get(String path) {
        return succeed("GET", path, null);
    }

    JsonNode post(String path, Object body) {
        return succeed("POST", path, body);
    }

    JsonNode put(String path, Object body) {
        return succeed("PUT", path, body);
    }

    private JsonNode succeed(String method, String path, @Nullable Object body) {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + response.body());
        }
        return read(response);
    }

    private HttpResponse<String> send(String method, String path, @Nullable Object body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json");
            tokens.ifPresent(present -> request.header(
                    "Authorization", "Bearer " + present.get("accessToken").asText()));
            request.method(
                    method,
                    body == null
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode read(HttpResponse<String> response) {
        try {
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
