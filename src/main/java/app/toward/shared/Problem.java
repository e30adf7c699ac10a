package app.toward.shared;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller may read, thrown from anywhere and written as {@code application/problem+json}
 * (RFC 9457) by {@link ProblemMapper}. The detail must name no other person's data.
 */
public final class Problem extends RuntimeException {
    /** The code of what only who has gone is told. */
    public static final String BROKEN_OFF = "body_broken_off";

    private static final long serialVersionUID = 1L;

    final int status;
    final String code;
    final transient List<InvalidField> errors;
    final @Nullable Duration retryAfter;
    final transient @Nullable Quota quota;

    private Problem(
            int status,
            String code,
            String detail,
            List<InvalidField> errors,
            @Nullable Duration retryAfter,
            @Nullable Quota quota) {
        // A refusal is an answer, not a fault: no stack trace to pay for.
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = errors;
        this.retryAfter = retryAfter;
        this.quota = quota;
    }

    private Problem(int status, String code, String detail) {
        this(status, code, detail, List.of(), null, null);
    }

    /** 400: the request itself is malformed. */
    public static Problem malformed(String code, String detail) {
        return new Problem(400, code, detail);
    }

    /** 400: one field of the body is invalid. */
    public static Problem invalidField(String pointer, String code, String detail) {
        return invalid(List.of(InvalidField.at(pointer, code, detail)));
    }

    /** 400: one parameter of the query is invalid. */
    public static Problem invalidParameter(String parameter, String detail) {
        return invalid(List.of(InvalidField.of(parameter, "invalid_value", detail)));
    }

    static Problem invalid(List<InvalidField> errors) {
        return new Problem(
                400, "invalid_request", "The request has values that cannot be accepted.", errors, null, null);
    }

    /** 401: no token, or one that no longer counts; {@code code} is the error of RFC 6750, section 3.1. */
    public static Problem unauthenticated(String code, String detail) {
        return new Problem(401, code, detail);
    }

    /** 403: the caller may see it, but it is not theirs to change. */
    public static Problem forbidden(String code, String detail) {
        return new Problem(403, code, detail);
    }

    /** 404: not there for this caller; says the same whether it exists for another or for nobody. */
    public static Problem notFound() {
        return new Problem(404, "not_found", "There is nothing here for you.");
    }

    /** 408: the body does not come to its end. */
    static Problem tooSlow() {
        return new Problem(408, "body_too_slow", "The body took too long to arrive.");
    }

    /** 408: the body will never come to its end, and nobody reads this. */
    static Problem brokenOff() {
        return new Problem(408, BROKEN_OFF, "The body broke off.");
    }

    /** 409: against the present state. */
    public static Problem conflict(String code, String detail) {
        return new Problem(409, code, detail);
    }

    /** 410: it was there once, and is not any more. */
    public static Problem gone(String code, String detail) {
        return new Problem(410, code, detail);
    }

    /** 412: {@code If-Match} names a representation that is no longer the present one. */
    static Problem preconditionFailed() {
        return new Problem(412, "precondition_failed", "It has changed since you read it.");
    }

    /** 413: the body is larger than any that is taken here. */
    static Problem tooLarge() {
        return new Problem(413, "body_too_large", "The body is larger than 256 KiB.");
    }

    /** 422: well-formed, but against a rule of the domain. */
    public static Problem rule(String code, String detail) {
        return new Problem(422, code, detail);
    }

    /** 429: done too often; the caller may try again after a while. */
    static Problem tooManyRequests(Quota quota) {
        return new Problem(
                429, "too_many_requests", "Too often. Try again later.", List.of(), quota.retryAfter(), quota);
    }

    /** 503: cannot be served at this moment; the caller may try again after a while. */
    public static Problem unavailable(String code, String detail, Duration retryAfter) {
        return new Problem(503, code, detail, List.of(), retryAfter, null);
    }

    static Problem ofStatus(int status, String code, String detail) {
        return new Problem(status, code, detail);
    }
}
