package app.toward;

import java.util.Map;

/**
 * A request, and what came back.
 *
 * @param path as it was sent, without its query
 * @param sent the body of the request; empty if it had none
 * @param headers of the answer
 * @param body of the answer; what is no text has a character for each byte
 */
record Exchange(String method, String path, String sent, int status, Map<String, String> headers, String body) {
    /** Of the answer; empty if it says none. */
    String mediaType() {
        return headers.getOrDefault("content-type", "").replaceFirst(";.*", "");
    }

    @Override
    public String toString() {
        return method + " " + path + " → " + status;
    }
}
