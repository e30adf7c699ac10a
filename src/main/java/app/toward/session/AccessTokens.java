package app.toward.session;

import app.toward.shared.Keys;
import app.toward.shared.Sha256;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
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
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/**
 * Signs and verifies access tokens (RFC 9068: {@code typ} is {@code at+jwt}). Being the principal factory, it is what
 * Quarkus verifies every bearer token with, in place of its own factory that knows one key from the configuration.
 */
@Singleton
@Alternative
@Priority(1)
class AccessTokens extends JWTCallerPrincipalFactory {
    static final Duration LIFE = Duration.ofMinutes(10);
    static final String SESSION = "sid";
    private static final String TYPE = "at+jwt";
    private static final int MOST_KNOWN = 10_000;

    private final String issuer;
    private final String audience;
    private final Clock clock;
    private final EllipticCurveJsonWebKey signing;
    private final JwksVerificationKeyResolver verifying;

    /** By their hashes, so that no token can be read from the memory of a server that long. */
    private final Cache<ByteBuffer, VerifiedToken> verified =
            Caffeine.newBuilder().expireAfterWrite(LIFE).maximumSize(MOST_KNOWN).build();

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
        return Jwt.issuer(issuer)
                .audience(audience)
                .subject(session.accountId.toString())
                .claim(SESSION, session.id.toString())
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .jws()
                .type(TYPE)
                .keyId(signing.getKeyId())
                .algorithm(SignatureAlgorithm.ES256)
                .sign(signing.getPrivateKey());
    }

    /** A device sends the same token for ten minutes, and its signature costs as much as all else of a small read. */
    @Override
    public VerifiedToken parse(String token, @Nullable JWTAuthContextInfo unused) throws ParseException {
        var hash = ByteBuffer.wrap(Sha256.digest(token));
        VerifiedToken known = verified.getIfPresent(hash);
        if (known != null && clock.instant().getEpochSecond() < known.getExpirationTime()) {
            return known;
        }
        VerifiedToken principal = verify(token);
        verified.put(hash, principal);
        return principal;
    }

    private VerifiedToken verify(String token) throws ParseException {
        try {
            var claims = new JwtConsumerBuilder()
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
            return new VerifiedToken(claims);
        } catch (InvalidJwtException e) {
            throw new ParseException("The access token is not valid", e);
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
