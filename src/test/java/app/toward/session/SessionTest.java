package app.toward.session;

import static app.toward.Api.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import app.toward.AtOnce;
import app.toward.Person;
import app.toward.TestClock;
import app.toward.shared.Keys;
import app.toward.shared.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(TestClock.class)
class SessionTest {
    @Inject
    Keys keys;

    @Inject
    IssueTokens issueTokens;

    @Inject
    EntityManager database;

    /** Hashing takes long enough for the password to be replaced meanwhile. */
    @Test
    void a_password_that_was_proved_and_then_replaced_opens_no_session() {
        var ana = Person.register("Ana", "Europe/Berlin");
        Object[] before = database.createQuery(
                        "select accountId, passwordHash from Credential where email = :email", Object[].class)
                .setParameter("email", ana.email)
                .getSingleResult();
        var proof = new CheckPassword.Proof((UUID) before[0], (String) before[1]);
        assertThat(issueTokens.forNewSession(proof, null, null).accessToken()).isNotEmpty();
        ana.put("/v1/me/password", Map.of("currentPassword", Person.PASSWORD, "newPassword", "seven slow green trains"))
                .statusCode(204);
        assertThatThrownBy(() -> issueTokens.forNewSession(proof, null, null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("wrong");
    }

    @Test
    void a_wrong_password_and_an_unknown_address_get_the_same_answer() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String wrongPassword =
                signIn(ana.email, "not her password").statusCode(401).extract().asString();
        String unknownAddress = signIn("x" + ana.email, "not her password")
                .statusCode(401)
                .extract()
                .asString();
        assertThat(wrongPassword).isEqualTo(unknownAddress).contains("invalid_credentials");
    }

    @Test
    void the_address_is_recognised_in_any_case() {
        var ana = Person.register("Ana", "Europe/Berlin");
        signIn(ana.email.toUpperCase(java.util.Locale.ROOT), "quiet river under stone")
                .statusCode(201);
    }

    @Test
    void an_access_token_ends_after_ten_minutes() {
        var ana = Person.register("Ana", "Europe/Berlin");
        String token = ana.accessToken();
        TestClock.pass(Duration.ofMinutes(10).minusSeconds(2));
        me(token).statusCode(200);
        TestClock.pass(Duration.ofSeconds(3));
        me(token).statusCode(401).body("code", equalTo("invalid_token"));
    }

    @Test
    void signing_out_counts_on_the_next_request_and_for_this_device_alone() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var phone = ana.signIn();
        var laptop = ana.signIn();
        given().auth()
                .oauth2(token(phone, "accessToken"))
                .delete("/v1/sessions/current")
                .then()
                .statusCode(204);
        me(token(phone, "accessToken")).statusCode(401);
        refresh(token(phone, "refreshToken")).statusCode(401);
        me(token(laptop, "accessToken")).statusCode(200);
    }

    @Test
    void signing_out_twice_at_once_is_no_fault() throws Exception {
        String token = token(Person.register("Ana", "Europe/Berlin").signIn(), "accessToken");
        var taps = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> signOuts = java.util.Collections.nCopies(
                8,
                () -> given().auth()
                        .oauth2(token)
                        .delete("/v1/sessions/current")
                        .statusCode());
        assertThat(taps.invokeAll(signOuts).stream().map(SessionTest::statusOf).toList())
                .isSubsetOf(204, 401)
                .contains(204);
        taps.shutdown();
    }

    @Test
    void a_refresh_gives_new_tokens_of_the_same_session() {
        var tokens = Person.register("Ana", "Europe/Berlin").signIn();
        TestClock.pass(Duration.ofHours(1));
        var next = refresh(token(tokens, "refreshToken"))
                .statusCode(200)
                .body("sessionId", equalTo(token(tokens, "sessionId")))
                .body("refreshToken", not(equalTo(token(tokens, "refreshToken"))))
                .extract()
                .jsonPath();
        me(next.getString("accessToken")).statusCode(200);
        refresh(next.getString("refreshToken")).statusCode(200);
    }

    @Test
    void a_lost_refresh_can_be_repeated_for_ten_seconds() {
        var tokens = Person.register("Ana", "Europe/Berlin").signIn();
        String child = refresh(token(tokens, "refreshToken")).extract().path("refreshToken");
        TestClock.pass(Duration.ofSeconds(9));
        refresh(token(tokens, "refreshToken")).statusCode(200).body("refreshToken", equalTo(child));
        refresh(child).statusCode(200);
    }

    @Test
    void a_parent_that_comes_back_too_late_ends_the_session() {
        var tokens = Person.register("Ana", "Europe/Berlin").signIn();
        String child = refresh(token(tokens, "refreshToken")).extract().path("refreshToken");
        TestClock.pass(Duration.ofSeconds(11));
        refresh(token(tokens, "refreshToken")).statusCode(401).body("code", equalTo("invalid_refresh_token"));
        refresh(child).statusCode(401);
        me(token(tokens, "accessToken")).statusCode(401);
    }

    @Test
    void a_token_older_than_the_parent_ends_the_session_at_once_and_no_other() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var phone = ana.signIn();
        var laptop = ana.signIn();
        String child = refresh(token(phone, "refreshToken")).extract().path("refreshToken");
        String grandchild = refresh(child).statusCode(200).extract().path("refreshToken");
        refresh(token(phone, "refreshToken")).statusCode(401).body("code", equalTo("invalid_refresh_token"));
        refresh(grandchild).statusCode(401);
        refresh(child).statusCode(401);
        me(token(phone, "accessToken")).statusCode(401);
        refresh(token(laptop, "refreshToken")).statusCode(200);
    }

    @Test
    void a_made_up_refresh_token_ends_nothing() {
        var tokens = Person.register("Ana", "Europe/Berlin").signIn();
        String real = token(tokens, "refreshToken");
        for (int i = 0; i < real.length(); i += 8) {
            char other = real.charAt(i) == 'A' ? 'B' : 'A';
            refresh(real.substring(0, i) + other + real.substring(i + 1)).statusCode(401);
        }
        for (String madeUp : List.of("", "x", "ä", real + "AAAA", real.substring(4), "=".repeat(80))) {
            refresh(madeUp).statusCode(401);
        }
        refresh(real).statusCode(200);
    }

    @Test
    void parallel_refreshes_give_one_and_the_same_successor() throws Exception {
        var tokens = Person.register("Ana", "Europe/Berlin").signIn();
        List<Callable<String>> refreshes = IntStream.range(0, 50)
                .<Callable<String>>mapToObj(i -> () -> refresh(token(tokens, "refreshToken"))
                        .statusCode(200)
                        .extract()
                        .path("refreshToken"))
                .toList();
        var successors = new java.util.HashSet<String>();
        for (var refresh : AtOnce.all(8, refreshes)) {
            successors.add(refresh);
        }
        assertThat(successors).hasSize(1);
        refresh(successors.iterator().next()).statusCode(200);
        me(token(tokens, "accessToken")).statusCode(200);
    }

    @Test
    void a_session_ends_after_30_idle_days_and_after_90_days_in_all() {
        var ana = Person.register("Ana", "Europe/Berlin");
        var idle = ana.signIn();
        TestClock.pass(Duration.ofDays(30).plusSeconds(1));
        refresh(token(idle, "refreshToken")).statusCode(401);

        String used = token(ana.signIn(), "refreshToken");
        for (int day = 0; day < 80; day += 20) {
            TestClock.pass(Duration.ofDays(20));
            used = refresh(used).statusCode(200).extract().path("refreshToken");
        }
        TestClock.pass(Duration.ofDays(10).plusSeconds(1));
        refresh(used).statusCode(401);
    }

    @Test
    void only_our_own_access_tokens_count() throws JoseException {
        var ana = Person.register("Ana", "Europe/Berlin");
        var tokens = ana.signIn();
        JwtClaims claims = claimsOf(token(tokens, "accessToken"));
        me(signed(claims, keys.signing(), "at+jwt")).statusCode(200);

        me(signed(claims, keys.signing(), "JWT")).statusCode(401);
        me(signed(claims, foreignKey(), "at+jwt")).statusCode(401);
        me(signed(claims, underAnotherName(keys.signing()), "at+jwt")).statusCode(401);
        for (String bringing : List.of("jwk", "jku", "x5u", "x5c")) {
            me(signedByAKeyThatComesAlong(claims, bringing)).statusCode(401);
        }
        me(unsigned(claims)).statusCode(401);
        me(signedWithThePublicKeyAsSecret(claims)).statusCode(401);
        me(token(tokens, "refreshToken")).statusCode(401);
        me(signed(without(claims, "aud", "another-api"), keys.signing(), "at+jwt"))
                .statusCode(401);
        me(signed(without(claims, "iss", "https://elsewhere.example"), keys.signing(), "at+jwt"))
                .statusCode(401);
        me(signed(without(claims, "nbf", Instant.now().plusSeconds(3600).getEpochSecond()), keys.signing(), "at+jwt"))
                .statusCode(401);
        me(signed(without(claims, "exp", null), keys.signing(), "at+jwt")).statusCode(401);
        me(signed(without(claims, "sub", null), keys.signing(), "at+jwt")).statusCode(401);
        me(signed(without(claims, "sid", null), keys.signing(), "at+jwt")).statusCode(401);
        me(signed(without(claims, "sid", "not-an-id"), keys.signing(), "at+jwt"))
                .statusCode(401);
        me(signed(without(claims, "sub", java.util.UUID.randomUUID().toString()), keys.signing(), "at+jwt"))
                .statusCode(401);
    }

    @Test
    void the_public_keys_verify_and_tell_no_secret() throws JoseException {
        String published = given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(published).doesNotContain("\"d\"").doesNotContain("\"k\"").doesNotContain("oct");
        assertThat(new JsonWebKeySet(published).getJsonWebKeys())
                .extracting(org.jose4j.jwk.JsonWebKey::getKeyId)
                .contains(keys.signing().calculateBase64urlEncodedThumbprint("SHA-256"));
    }

    @Test
    void a_storm_of_sign_ins_is_refused_and_the_rest_stays_responsive() throws Exception {
        var ana = Person.register("Ana", "Europe/Berlin");
        String token = ana.accessToken();
        var storm = Executors.newFixedThreadPool(80);
        List<Callable<Integer>> attempts = IntStream.range(0, 160)
                .<Callable<Integer>>mapToObj(i ->
                        () -> signIn(ana.email, "not her password").extract().statusCode())
                .toList();
        var running = storm.submit(() -> storm.invokeAll(attempts));
        for (int i = 0; i < 20; i++) {
            me(token).statusCode(200);
        }
        var statuses = running.get().stream()
                .map(SessionTest::statusOf)
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        storm.shutdown();
        assertThat(statuses.keySet()).isSubsetOf(401, 503).contains(503);
    }

    private static String token(Map<String, String> tokens, String name) {
        return String.valueOf(tokens.get(name));
    }

    private static int statusOf(Future<Integer> attempt) {
        try {
            return attempt.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private ValidatableResponse me(String token) {
        return given().auth().oauth2(token).get("/v1/me").then();
    }

    private static ValidatableResponse signIn(String email, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", password))
                .post("/v1/sessions")
                .then();
    }

    private static ValidatableResponse refresh(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", token))
                .post("/v1/sessions/refresh")
                .then();
    }

    private static JwtClaims claimsOf(String token) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        try {
            return JwtClaims.parse(signature.getUnverifiedPayload());
        } catch (org.jose4j.jwt.consumer.InvalidJwtException e) {
            throw new AssertionError(e);
        }
    }

    private static JwtClaims without(JwtClaims claims, String name, @Nullable Object instead) {
        try {
            JwtClaims changed = JwtClaims.parse(claims.toJson());
            if (instead == null) {
                changed.unsetClaim(name);
            } else {
                changed.setClaim(name, instead);
            }
            changed.setIssuedAt(NumericDate.fromMilliseconds(Instant.now().toEpochMilli()));
            return changed;
        } catch (org.jose4j.jwt.consumer.InvalidJwtException e) {
            throw new AssertionError(e);
        }
    }

    private static String signed(JwtClaims claims, EllipticCurveJsonWebKey key, String type) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setHeader("typ", type);
        signature.setKey(key.getPrivateKey());
        return signature.getCompactSerialization();
    }

    private static EllipticCurveJsonWebKey underAnotherName(EllipticCurveJsonWebKey key) throws JoseException {
        var renamed =
                (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        renamed.setKeyId("unknown");
        return renamed;
    }

    /** Brings its own public key along, under the name of ours. */
    private EllipticCurveJsonWebKey foreignKey() throws JoseException {
        EllipticCurveJsonWebKey foreign = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        foreign.setKeyId(keys.signing().getKeyId());
        return foreign;
    }

    private static String signedByAKeyThatComesAlong(JwtClaims claims, String header) throws JoseException {
        EllipticCurveJsonWebKey foreign = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setHeader("typ", "at+jwt");
        signature.setHeader(
                header,
                header.equals("jwk")
                        ? foreign.toParams(OutputControlLevel.PUBLIC_ONLY)
                        : "https://elsewhere.example/keys");
        signature.setKey(foreign.getPrivateKey());
        return signature.getCompactSerialization();
    }

    private static String unsigned(JwtClaims claims) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setHeader("typ", "at+jwt");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        signature.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.ALLOW_ONLY_NONE);
        return signature.getCompactSerialization();
    }

    private String signedWithThePublicKeyAsSecret(JwtClaims claims) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setHeader("typ", "at+jwt");
        signature.setKeyIdHeaderValue(keys.signing().getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKey(new HmacKey(keys.signing()
                .toJson(OutputControlLevel.PUBLIC_ONLY)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return signature.getCompactSerialization();
    }
}
