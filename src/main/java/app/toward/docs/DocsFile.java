package app.toward.docs;

import app.toward.shared.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** A file as it is served. */
final class DocsFile {
    private static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final int SHORT = 12;

    final byte[] bytes;
    /** The same, compressed once and not for each reader. */
    final byte[] gzipped;

    final String type;
    final String cacheControl;
    /** Its Content-Security-Policy. */
    final String policy;

    private DocsFile(byte[] bytes, String type, String cacheControl, String policy) {
        this.bytes = bytes;
        this.gzipped = gzip(bytes);
        this.type = type;
        this.cacheControl = cacheControl;
        this.policy = policy;
    }

    /** A page, asked for anew each time, and answered with 304. */
    static DocsFile page(String html, String allowed) {
        return new DocsFile(
                html.getBytes(StandardCharsets.UTF_8), "text/html;charset=UTF-8", "no-cache", NOTHING + "; " + allowed);
    }

    /** What pages load, by an address that changes with it. */
    static DocsFile asset(String name) {
        String type = name.endsWith(".css") ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8";
        try (InputStream in = DocsFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not there");
            }
            return new DocsFile(in.readAllBytes(), type, "public, max-age=31536000, immutable", NOTHING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells this content from every other. */
    String version() {
        return HexFormat.of().formatHex(Sha256.digest(bytes)).substring(0, SHORT);
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
