package app.toward.session;

import app.toward.shared.Problem;
import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.jna.Argon2Library;
import de.mkammerer.argon2.jna.Size_t;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with Argon2id (RFC 9106; 19 MiB, two passes, one lane, as OWASP advises) in a pool of its own: a
 * storm of sign-ins fills a short queue and is then refused, and the rest of the API stays responsive.
 */
@Singleton
public class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    /** How a hash of today begins. */
    private static final String PRESENT = "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(MEMORY_KIB, PASSES, LANES);

    /** {@code ARGON2_VERIFY_MISMATCH} of argon2.h. */
    private static final int VERIFY_MISMATCH = -35;

    private static final int QUEUE = 32;

    private static final Logger LOG = Logger.getLogger(Passwords.class);
    private static final int SECONDS_TO_BEGIN = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The reference implementation in C: none of what it takes is in the heap. */
    private final Argon2 argon2id = Argon2Factory.create(Argon2Factory.Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);

    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE));
    private final String nobodysHash = hashNow("a password that nobody has");

    private final Counter refused;

    Passwords(MeterRegistry registry) {
        refused = registry.counter("toward.passwords.refused");
        registry.gauge(
                "toward.passwords.waiting", pool, waiting -> waiting.getQueue().size());
    }

    /** Makes this ready soon, and ends a server that cannot hash, but holds no start up for that. */
    static void begin(@Observes StartupEvent start, Provider<Passwords> passwords) {
        CompletableFuture.delayedExecutor(SECONDS_TO_BEGIN, TimeUnit.SECONDS).execute(() -> {
            try {
                passwords.get();
            } catch (LinkageError e) {
                LOG.fatal("Passwords cannot be hashed here", e);
                Quarkus.asyncExit(1);
            }
        });
    }

    @PreDestroy
    void close() {
        // What is queued still runs: somebody waits for it.
        pool.shutdown();
    }

    /**
     * A salted hash in the PHC string format.
     *
     * @throws Problem 503 if too many are waiting
     */
    public String hash(String password) {
        return run(() -> hashNow(password));
    }

    /**
     * Whether the password is the one that was hashed. Without a hash the answer is no, after as much work.
     *
     * @throws Problem 503 if too many are waiting
     */
    public boolean matches(String password, @Nullable String hash) {
        boolean matches = run(() -> isOf(hash == null ? nobodysHash : hash, password));
        return matches && hash != null;
    }

    /** A password that nobody knows, for an account that nobody is to sign in to. */
    public static String unknown() {
        byte[] random = new byte[HASH_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    /** Whether a hash was made with other parameters than hashes are made with now. */
    static boolean isOutdated(String hash) {
        return !hash.startsWith(PRESENT);
    }

    /**
     * Refuses a password that is easily guessed, above all by somebody who knows the person.
     *
     * @param pointer where the request has it
     * @param knownOfPerson what everybody knows of the person: address and name
     * @throws Problem 400 that says what is wrong with it; 503 if too many are waiting
     */
    public void requireStrong(String pointer, String password, String... knownOfPerson) {
        // In the pool, since finding the weakest reading of a long password is work too.
        run(() -> PasswordRule.brokenBy(normalize(password), List.of(knownOfPerson)))
                .ifPresent(rule -> {
                    throw Problem.invalidField(pointer, rule.code(), rule.detail);
                });
    }

    /** The library's own way to ask takes any error of it, as for want of memory, for a wrong password. */
    private static boolean isOf(String hash, String password) {
        byte[] bytes = bytes(password);
        byte[] terminated = (hash + '\0').getBytes(StandardCharsets.US_ASCII);
        int code = Argon2Library.INSTANCE.argon2id_verify(terminated, bytes, new Size_t(bytes.length));
        return switch (code) {
            case Argon2Library.ARGON2_OK -> true;
            case VERIFY_MISMATCH -> false;
            default -> throw new IllegalStateException(Argon2Library.INSTANCE.argon2_error_message(code));
        };
    }

    private String hashNow(String password) {
        return argon2id.hash(PASSES, MEMORY_KIB, LANES, bytes(password));
    }

    private static byte[] bytes(String password) {
        return normalize(password).getBytes(StandardCharsets.UTF_8);
    }

    /** The same password typed on two keyboards may differ in composition (NIST SP 800-63B, section 3.1.1.2). */
    private static String normalize(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private <T> T run(Callable<T> work) {
        try {
            return pool.submit(work).get();
        } catch (RejectedExecutionException e) {
            refused.increment();
            throw Problem.unavailable("busy", "Too many sign-ins at this moment.", Duration.ofSeconds(2));
        } catch (ExecutionException e) {
            throw new IllegalStateException("Hashing failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while hashing", e);
        }
    }
}
