package app.toward.telemetry;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Writes a line about each request, with the same as fields of their own where the log is JSON. */
@Singleton
class RequestLog {
    private static final Logger LOG = Logger.getLogger("app.toward.request");
    private static final int FIRST_ERROR = 400;

    void say(Observed request) {
        // Pages and probes that were answered as they should be are noise.
        boolean isNoise = request.operation.equals(Observed.NO_OPERATION) && request.status < FIRST_ERROR;
        if (isNoise || !LOG.isInfoEnabled()) {
            return;
        }
        Map<String, String> fields = fieldsOf(request);
        fields.forEach(MDC::put);
        try {
            LOG.infof("%s %d %d ms", request.operation, request.status, request.time.toMillis());
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }

    private static Map<String, String> fieldsOf(Observed request) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("requestId", request.requestId);
        fields.put("operation", request.operation);
        fields.put("status", String.valueOf(request.status));
        fields.put("millis", String.valueOf(request.time.toMillis()));
        if (request.account != null) {
            fields.put("account", request.account);
        }
        if (request.problem != null) {
            fields.put("problem", request.problem);
        }
        return fields;
    }
}
