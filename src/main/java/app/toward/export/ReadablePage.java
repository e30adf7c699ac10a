package app.toward.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/** An export to be read: one page that needs nothing else, not even a network. */
class ReadablePage {
    /** Nothing but its own style is loaded or run, whatever somebody wrote. */
    private static final String HEAD = """
            <!doctype html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; --line: #d0d4da; --soft: #5b6470; --card: #fff; --page: #f5f6f8; --ink: #1b1f24; }
            @media (prefers-color-scheme: dark) {
              :root { --line: #3a424d; --soft: #a3adba; --card: #1d2229; --page: #14181d; --ink: #e8ebef; } }
            body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--ink);
              font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
            h2 { margin: 2.5rem 0 .75rem; }
            article { margin: .75rem 0; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line);
              border-radius: .5rem; content-visibility: auto; contain-intrinsic-size: auto 10rem; }
            dl { display: grid; grid-template-columns: minmax(7rem, 11rem) 1fr; gap: .15rem 1rem; margin: 0; }
            dl dl, ul { grid-column: 2; }
            dt { color: var(--soft); }
            dd, ul { margin: 0; }
            dd { white-space: pre-wrap; }
            ul { padding-left: 1.1rem; }
            nav a { margin-right: 1rem; color: inherit; }
            @media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin: 0 0 .4rem; } }
            </style>
            </head>
            <body>
            <h1>%s</h1>
            <p>%s</p>
            <p>%s</p>
            """;

    private final Writer to;
    private final PageReader reader;
    private final Instant now;
    private boolean isEmpty;

    ReadablePage(Writer to, PageReader reader, Instant now) {
        this.to = to;
        this.reader = reader;
        this.now = now;
    }

    void begin() throws IOException {
        to.write(HEAD.formatted(
                reader.words().getLocale().toLanguageTag(),
                escaped(reader.word("title")),
                escaped(reader.word("title")),
                escaped(reader.word("made") + " " + reader.told(now)),
                escaped(reader.word("files"))));
    }

    void beginSection(String name) throws IOException {
        isEmpty = true;
        to.write("<section>\n<h2>" + escaped(reader.word("shelf." + name)) + "</h2>\n");
    }

    void write(JsonNode thing) throws IOException {
        isEmpty = false;
        to.write("<article>");
        writeFields(thing, true);
        to.write("</article>\n");
    }

    void endSection() throws IOException {
        if (isEmpty) {
            to.write("<p>" + escaped(reader.word("nothing")) + "</p>\n");
        }
        to.write("</section>\n");
    }

    void end() throws IOException {
        to.write("</body>\n</html>\n");
    }

    /** @param areNamesOurs whether the names of the fields are those of the API, or somebody's own */
    private void writeFields(JsonNode object, boolean areNamesOurs) throws IOException {
        to.write("<dl>");
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            String label = areNamesOurs ? reader.find("field." + name).orElse(name) : name.replace('_', ' ');
            to.write("<dt>" + escaped(label) + "</dt><dd>");
            writeValue(name, field.getValue(), areNamesOurs);
            to.write("</dd>");
        }
        to.write("</dl>");
    }

    private void writeValue(String name, JsonNode value, boolean isNameOurs) throws IOException {
        if (value.isObject()) {
            boolean isAnswers = isNameOurs && name.equals("values");
            writeFields(value, isNameOurs && !isAnswers);
        } else if (value.isArray()) {
            to.write("<ul>");
            for (JsonNode element : value) {
                to.write("<li>");
                writeValue(name, element, isNameOurs);
                to.write("</li>");
            }
            to.write("</ul>");
        } else {
            to.write(escaped(isNameOurs ? told(name, value.asText()) : value.asText()));
        }
    }

    /** Only what is ours is put into words: whatever somebody wrote stays as they wrote it. */
    private String told(String name, String value) {
        if (name.endsWith("At")) {
            try {
                return reader.told(OffsetDateTime.parse(value).toInstant());
            } catch (DateTimeException e) {
                return value;
            }
        }
        return reader.find("value." + name + "." + value).orElse(value);
    }

    static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }
}
