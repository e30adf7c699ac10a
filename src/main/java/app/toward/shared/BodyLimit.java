package app.toward.shared;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Bounds bodies with a problem document, where the server's own limit would answer with nothing. */
@Provider
class BodyLimit implements ReaderInterceptor {
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
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            bytes += read;
            if (bytes > MAX_BYTES) {
                throw Problem.tooLarge();
            }
        }
    }
}
