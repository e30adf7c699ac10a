package app.toward;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What the tests do again and again with exports. */
public final class Exporting {
    private Exporting() {}

    /** Asks for an export and waits until it is ready. */
    public static String by(Person person) {
        String id = person.request()
                .post("/v1/me/exports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        awaitState(person, id, "ready", 60);
        return id;
    }

    public static void awaitState(Person person, String export, String state, long seconds) {
        Eventually.holds(state, Duration.ofSeconds(seconds), () -> state.equals(stateOf(person, export)));
    }

    public static String stateOf(Person person, String export) {
        return person.get("/v1/me/exports/{id}", export)
                .statusCode(200)
                .extract()
                .path("state");
    }

    /** The files of a ready export, by name. */
    public static Map<String, String> filesOf(Person person, String export) throws IOException {
        byte[] zip = person.get("/v1/me/exports/{id}/content", export)
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray();
        try (InputStream bytes = new ByteArrayInputStream(zip)) {
            return filesIn(bytes);
        }
    }

    private static Map<String, String> filesIn(InputStream bytes) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        var zip = new ZipInputStream(bytes);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
        return files;
    }

    /** All files of a fresh export. */
    public static Map<String, String> all(Person person) throws IOException {
        return filesOf(person, by(person));
    }
}
