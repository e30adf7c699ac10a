package app.toward.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.toward.shared.KeyFile;
import app.toward.shared.Keys;
import java.time.Clock;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.junit.jupiter.api.Test;

/** The README's steps of a rotation, with two servers that are never restarted in the same instant. */
class KeyRotationTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @Test
    void nobody_notices_a_rotation() throws Exception {
        JsonWebKey old = KeyFile.freshKey();
        JsonWebKey fresh = KeyFile.freshKey();
        var before = tokens(KeyFile.with(old));
        var prepared = tokens(KeyFile.with(old, fresh));
        var turned = tokens(KeyFile.with(fresh, old));
        var done = tokens(KeyFile.with(fresh));

        assertUnderstood(prepared, sign(before));
        assertUnderstood(before, sign(prepared));
        assertUnderstood(turned, sign(prepared));
        assertUnderstood(prepared, sign(turned));
        assertUnderstood(done, sign(turned));
        assertUnderstood(turned, sign(done));
    }

    @Test
    void a_key_that_was_taken_out_counts_no_more() throws Exception {
        String token = sign(tokens(KeyFile.with(KeyFile.freshKey())));
        var without = tokens(KeyFile.with(KeyFile.freshKey()));
        assertThatExceptionOfType(InvalidJwtException.class).isThrownBy(() -> without.verified(token));
    }

    @Test
    void both_keys_are_published_while_both_count() throws Exception {
        JsonWebKey old = KeyFile.freshKey();
        JsonWebKey fresh = KeyFile.freshKey();
        assertThat(new KeysResource(KeyFile.with(fresh, old)).keys().keys())
                .extracting(key -> key.get("kid"))
                .containsExactly(fresh.getKeyId(), old.getKeyId());
    }

    private static AccessTokens tokens(Keys keys) {
        return new AccessTokens(keys, CLOCK, "https://toward.example", "toward-api");
    }

    private static String sign(AccessTokens tokens) {
        return tokens.sign(Session.open(UUID.randomUUID(), null, null, CLOCK.instant()), CLOCK.instant());
    }

    private static void assertUnderstood(AccessTokens tokens, String token) throws InvalidJwtException {
        assertThat(tokens.verified(token).expiresAt()).isAfter(CLOCK.instant());
    }
}
