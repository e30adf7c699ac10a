package app.toward.session;

import app.toward.session.VerifyToken.Claimed;
import app.toward.shared.Keys;
import app.toward.shared.Sha256;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signs and verifies access tokens (RFC 9068: {@code typ} is {@code at+jwt}). */
@Singleton
class AccessTokens {
    static final Duration LIFE = Duration.ofMinutes(10);
    private static final String SESSION = "sid";
    private static final String TYPE = "at+jwt";
    private static final int MOST_KNOWN = 10_000;

    private final String issuer;
    private final String audience;
    private final Clock clock;
    private final EllipticCurveJsonWebKey signing;
    private final JwksVerificationKeyResolver verifying;

    /** By their hashes, so that no token can be read from the memory of a server that long. */
    private final Cache<ByteBuffer, VerifiedToken> verified = Caffeine.newBuilder()
            .expireAfterWrite(LIFE)
            .maximumSize(MOST_KNOWN)
            // Upkeep takes less than waking another thread for it.
            .executor(Runnable::run)
            .build();

    AccessTokens(
            Keys keys,
            Clock clock,
            @ConfigProperty(name = "toward.auth.issuer") String issuer,
            @ConfigProperty(name = "toward.auth.audience") String audience) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        this.signing = keys.signing();
        this.verifying = new JwksVerificationKeyResolver(
                keys.ellipticCurve().stream().map(JsonWebKey.class::cast).toList());
    }

    /** A token for one session, valid from {@code now} for {@link #LIFE}. */
    String sign(Session session, Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setSubject(session.accountId.toString());
        claims.setStringClaim(SESSION, session.id.toString());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFE).getEpochSecond()));
        claims.setJwtId(UUID.randomUUID().toString());
        var signature = new JsonWebSignature();
        signature.setHeader("typ", TYPE);
        signature.setKeyIdHeaderValue(signing.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setPayload(claims.toJson());
        signature.setKey(signing.getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What a token names. A device sends the same one for ten minutes, and its signature costs as much as all else of a small
     * read, so that it is verified once.
     *
     * @throws InvalidJwtException if it does not count (any more)
     */
    VerifiedToken verified(String token) throws InvalidJwtException {
        var hash = ByteBuffer.wrap(Sha256.digest(token));
        VerifiedToken known = verified.getIfPresent(hash);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return known;
        }
        VerifiedToken named = verify(token);
        verified.put(hash, named);
        return named;
    }

    private VerifiedToken verify(String token) throws InvalidJwtException {
        JwtClaims claims = new JwtConsumerBuilder()
                .setExpectedType(true, TYPE)
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setVerificationKeyResolver(verifying)
                .setExpectedIssuer(true, issuer)
                .setExpectedAudience(true, audience)
                .registerValidator(AccessTokens::lackOfIds)
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build()
                .processToClaims(token);
        try {
            return new VerifiedToken(
                    new Claimed(
                            UUID.fromString(claims.getSubject()), UUID.fromString(claims.getStringClaimValue(SESSION))),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        } catch (MalformedClaimException e) {
            throw new IllegalStateException("Claims were taken that are none", e);
        }
    }

    private static @Nullable String lackOfIds(JwtContext token) throws MalformedClaimException {
        JwtClaims claims = token.getJwtClaims();
        return isId(claims.getSubject()) && isId(claims.getStringClaimValue(SESSION))
                ? null
                : "sub and sid must be UUIDs";
    }

    private static boolean isId(@Nullable String text) {
        try {
            return text != null && UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
