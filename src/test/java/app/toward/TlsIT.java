package app.toward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS as docs/operations.md says how to have it, with a certificate of one's own making. */
class TlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    @Test
    void it_speaks_http_2_over_tls_and_nothing_older_than_tls_1_2() throws Exception {
        KeyStore made = makeCertificate();
        Path certificate = pem("CERTIFICATE", made.getCertificate("toward").getEncoded());
        Path key =
                pem("PRIVATE KEY", made.getKey("toward", PASSWORD.toCharArray()).getEncoded());
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String options =
                "-Dquarkus.tls.key-store.pem.0.cert=%s -Dquarkus.tls.key-store.pem.0.key=%s -Dquarkus.http.ssl-port=%d"
                        .formatted(certificate, key, port);
        try (var toward = PackagedToward.start(directory, Map.of("JAVA_TOOL_OPTIONS", options))) {
            assertThat(toward.port()).isPositive();
            var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/v1/templates"))
                    .build();
            var modern = client(made).build();
            HttpResponse<String> answer = modern.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            var outdated = new SSLParameters();
            outdated.setProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(() -> client(made)
                            .sslParameters(outdated)
                            .build()
                            .send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOfAny(SSLException.class, IOException.class);
        }
    }

    private static KeyStore makeCertificate() throws Exception {
        Path store = directory.resolve("store.p12");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "toward",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, PASSWORD.toCharArray());
        }
        return made;
    }

    private static Path pem(String what, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                directory.resolve(what.replace(" ", "-") + ".pem"),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what));
    }

    private static HttpClient.Builder client(KeyStore trusted) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context);
    }
}
