package app.toward.telemetry;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Writes a line about each request, with the same as fields of their own where the log is JSON. */
@Singleton
class RequestLog {
    private static final Logger LOG = Logger.getLogger("app.toward.request");
    private static final Pattern ANSWERED_AS_IT_SHOULD_BE = Pattern.compile("[123]\\d\\d");

    void say(Observed request) {
        // Pages and probes that were answered as they should be are noise.
        boolean isNoise = request.operation.equals(Observed.NO_OPERATION)
                && ANSWERED_AS_IT_SHOULD_BE.matcher(request.status).matches();
        if (isNoise || !LOG.isInfoEnabled()) {
            return;
        }
        Map<String, String> fields = fieldsOf(request);
        fields.forEach(MDC::put);
        try {
            LOG.info(request.operation + " " + request.status + " " + request.time.toMillis() + " ms");
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }

    private static Map<String, String> fieldsOf(Observed request) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("operation", request.operation);
        fields.put("status", request.status);
        fields.put("millis", String.valueOf(request.time.toMillis()));
        if (request.requestId != null) {
            fields.put("requestId", request.requestId);
        }
        if (request.account != null) {
            fields.put("account", request.account);
        }
        if (request.problem != null) {
            fields.put("problem", request.problem);
        }
        return fields;
    }
}
