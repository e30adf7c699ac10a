package app.toward.docs;

import app.toward.shared.Sha256;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file as it is served. */
final class DocsFile {
    private static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final int SHORT = 12;

    /** Any mention of gzip but one that refuses it. */
    private static final Pattern GZIP = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    /** Asked for anew each time, and answered with 304. */
    private static final String ASK = "no-cache";

    private final byte[] bytes;
    /** The same, compressed once and not for each reader. */
    private final byte[] gzipped;

    private final String type;
    private final String cacheControl;
    /** Its Content-Security-Policy. */
    private final String policy;

    private DocsFile(byte[] bytes, String type, String cacheControl, String policy) {
        this.bytes = bytes;
        this.gzipped = gzip(bytes);
        this.type = type;
        this.cacheControl = cacheControl;
        this.policy = policy;
    }

    static DocsFile page(String html, String allowed) {
        return new DocsFile(
                html.getBytes(StandardCharsets.UTF_8), "text/html;charset=UTF-8", ASK, NOTHING + "; " + allowed);
    }

    static DocsFile contract(byte[] bytes, String type) {
        return new DocsFile(bytes, type, ASK, NOTHING);
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

    Response.ResponseBuilder answer(@Nullable String encodings) {
        boolean isGzip = encodings != null && GZIP.matcher(encodings).find();
        var response = Response.ok(isGzip ? gzipped : bytes)
                .type(type)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Content-Security-Policy", policy);
        return isGzip ? response.encoding("gzip") : response;
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
