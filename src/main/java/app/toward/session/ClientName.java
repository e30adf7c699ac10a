package app.toward.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a device calls itself, roughly, like "Firefox on Android": enough for a person to know a device of theirs again,
 * and no trace of versions and models. The agent is told by the device and can be made up.
 */
final class ClientName {
    /** In this order: most browsers claim to be others too. */
    private static final Map<String, String> PROGRAMS = inOrder(
            "Edg", "Edge",
            "OPR/", "Opera",
            "SamsungBrowser", "Samsung Internet",
            "Firefox", "Firefox",
            "FxiOS", "Firefox",
            "CriOS", "Chrome",
            "Chrome/", "Chrome",
            "Safari/", "Safari",
            "okhttp", "An app",
            "Dart/", "An app",
            "CFNetwork", "An app",
            "curl/", "curl");

    private static final Map<String, String> SYSTEMS = inOrder(
            "iPhone", "iPhone",
            "iPad", "iPad",
            "Android", "Android",
            "Windows", "Windows",
            "Macintosh", "Mac",
            "Darwin", "Apple",
            "CrOS", "Chromebook",
            "Linux", "Linux");

    private ClientName() {}

    /** The name for a {@code User-Agent}; null if it tells nothing that we know. */
    static @Nullable String of(@Nullable String userAgent) {
        if (userAgent == null) {
            return null;
        }
        Optional<String> program = find(PROGRAMS, userAgent);
        Optional<String> system = find(SYSTEMS, userAgent);
        return program.flatMap(name -> system.map(on -> name + " on " + on))
                .or(() -> program)
                .or(() -> system)
                .orElse(null);
    }

    private static Optional<String> find(Map<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> inOrder(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
