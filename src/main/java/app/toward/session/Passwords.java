package app.toward.session;

import app.toward.shared.Problem;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
    private static final int QUEUE = 32;
    private static final Argon2Function ARGON2ID =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    private static final SecureRandom RANDOM = new SecureRandom();

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
        boolean matches = run(() -> Password.check(normalize(password), hash == null ? nobodysHash : hash)
                .with(hash == null ? ARGON2ID : Argon2Function.getInstanceFromHash(hash)));
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
        return !ARGON2ID.equals(Argon2Function.getInstanceFromHash(hash));
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

    private static String hashNow(String password) {
        return Password.hash(normalize(password))
                .addRandomSalt(SALT_BYTES)
                .with(ARGON2ID)
                .getResult();
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
