package app.toward.shared;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Bounds bodies, and how long they take, with a problem document, where the server's own limits would answer with nothing or
 * begin anew with each byte.
 */
@Provider
class BodyLimit implements ReaderInterceptor {
    static final Duration MOST_TIME = Duration.ofSeconds(20);
    private static final int MAX_BYTES = 256 * 1024;

    @ServerRequestFilter(preMatching = true)
    void refuseAnnounced(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        // Vert.x has refused what is no number.
        if (length != null && Long.parseLong(length) > MAX_BYTES) {
            throw Problem.tooLarge();
        }
    }

    /** A chunked body announces no length: it is counted. */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Counted(context.getInputStream()));
        return context.proceed();
    }

    private static class Counted extends FilterInputStream {
        private final long begunAt = System.nanoTime();
        private long bytes;
        private boolean isRefused;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                int read = super.read(buffer, offset, length);
                bytes += Math.max(read, 0);
                if (bytes > MAX_BYTES) {
                    throw refused(Problem.tooLarge());
                }
                if (read >= 0 && System.nanoTime() - begunAt > MOST_TIME.toNanos()) {
                    throw refused(Problem.tooSlow());
                }
                return read;
            } catch (IOException silentOrGone) {
                throw refused(Problem.brokenOff());
            }
        }

        private Problem refused(Problem problem) {
            isRefused = true;
            return problem;
        }

        /** The framework's would wait for the rest for as long as that takes. */
        @Override
        public void close() throws IOException {
            if (!isRefused) {
                transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
