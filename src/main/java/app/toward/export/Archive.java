package app.toward.export;

import app.toward.shared.Belongings;
import app.toward.shared.Shelf;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes all that an account has here as a ZIP. Nothing is held but a page of it: each file is written while the things
 * are read, anew for each file, so the reading must see one moment of the database.
 */
@Singleton
class Archive {
    private final List<Shelf> shelves;
    private final ObjectMapper json;

    Archive(@All List<Belongings> belongings, ObjectMapper json) {
        this.shelves = belongings.stream()
                .flatMap(room -> room.shelves().stream())
                .sorted(Comparator.comparing(Shelf::name))
                .toList();
        this.json = json;
    }

    /** Is told of each thing that was written to some file. */
    interface Progress {
        /**
         * Counts it.
         *
         * @param isFirst whether it was written to no other file before
         */
        void wrote(boolean isFirst);
    }

    /** Takes one thing as JSON. */
    private interface Row {
        void write(ObjectNode thing) throws IOException;
    }

    /**
     * Writes the file to its end, in a transaction of the caller's.
     *
     * @param made the date that the file bears
     * @param now the instant that the things are shown at
     */
    void write(UUID account, Instant made, Instant now, OutputStream to, Progress progress) throws IOException {
        try (var zip = new ZipOutputStream(to, StandardCharsets.UTF_8)) {
            LocalDateTime date = LocalDateTime.ofInstant(made, ZoneOffset.UTC);
            var schemas = new Schemas(json);
            for (Shelf shelf : shelves) {
                begin(zip, shelf.name() + ".schema.json", date);
                zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(schemas.of(shelf)));
                begin(zip, shelf.name() + ".jsonl", date);
                writeLines(shelf, account, now, zip, progress);
                begin(zip, shelf.name() + ".csv", date);
                writeTable(shelf, schemas.columnsOf(shelf), account, now, zip, progress);
            }
            begin(zip, "index.html", date);
            writePage(account, now, zip, progress);
        }
    }

    private static void begin(ZipOutputStream zip, String name, LocalDateTime date) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(date);
        zip.putNextEntry(entry);
    }

    private void writeLines(Shelf shelf, UUID account, Instant now, ZipOutputStream zip, Progress progress)
            throws IOException {
        try (JsonGenerator lines = json.getFactory().createGenerator(zip)) {
            lines.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).setRootValueSeparator(null);
            each(shelf, account, now, thing -> {
                json.writeTree(lines, thing);
                lines.writeRaw('\n');
                progress.wrote(true);
            });
        }
    }

    private void writeTable(
            Shelf shelf, List<String> columns, UUID account, Instant now, ZipOutputStream zip, Progress progress)
            throws IOException {
        Writer text = writer(zip);
        var table = new Table(text, columns);
        each(shelf, account, now, thing -> {
            table.write(thing);
            progress.wrote(false);
        });
        text.flush();
    }

    private void writePage(UUID account, Instant now, ZipOutputStream zip, Progress progress) throws IOException {
        Writer text = writer(zip);
        var page = new ReadablePage(text, PageReader.of(account), now);
        page.begin();
        for (Shelf shelf : shelves) {
            page.beginSection(shelf.name());
            each(shelf, account, now, thing -> {
                page.write(thing);
                progress.wrote(false);
            });
            page.endSection();
        }
        page.end();
        text.flush();
    }

    private static Writer writer(ZipOutputStream zip) {
        return new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
    }

    private void each(Shelf shelf, UUID account, Instant now, Row row) throws IOException {
        try {
            shelf.contents().each(account, now, (within, view) -> {
                try {
                    row.write(asJson(shelf, within, view));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** As the API shows it, with the ids before it that it is found through. */
    private ObjectNode asJson(Shelf shelf, Map<String, UUID> within, Record view) {
        ObjectNode thing = JsonNodeFactory.instance.objectNode();
        for (String name : shelf.within()) {
            UUID id = within.get(name);
            if (id != null) {
                thing.put(name, id.toString());
            }
        }
        return thing.setAll(json.<ObjectNode>valueToTree(view));
    }
}
