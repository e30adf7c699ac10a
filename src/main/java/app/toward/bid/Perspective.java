package app.toward.bid;

import app.toward.shared.Problem;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One member's own account of a bid, as it stands now. What was said before is in the {@link PerspectiveStep}s. */
@Embeddable
class Perspective {
    /** How long after a response was given it may be corrected without a trace. */
    static final Duration CORRECTION = Duration.ofMinutes(15);

    @Enumerated(EnumType.STRING)
    Response response;

    @Enumerated(EnumType.STRING)
    @Nullable
    Manner manner;

    @Nullable
    Instant noticedAt;

    @Nullable
    String note;

    boolean noteShared;

    /** Whether its author first gave one before they could see the other's. */
    boolean blind;

    /** When the author first gave one. */
    Instant givenAt;

    /** When the author gave the response that stands now. */
    Instant respondedAt;

    /** When a miss was turned into turning toward; absent if it never was. */
    @Nullable
    Instant repairedAt;

    /** Since when it is its author's alone, because it was given during a pause; absent from what is shared. */
    @Nullable
    Instant privateSince;

    protected Perspective() {}

    static Perspective first(NewPerspective given, boolean blind, Instant now) {
        var perspective = new Perspective();
        perspective.blind = blind;
        perspective.givenAt = now;
        perspective.respondedAt = now;
        perspective.say(given.response(), given.manner());
        perspective.annotate(given);
        return perspective;
    }

    /**
     * Goes on from what was taken back: by the same response, which then stands as before, or by a step from there.
     *
     * @param takenBack newest first, not empty
     * @throws Problem 409 if there is no such step
     */
    static Perspective resumed(NewPerspective given, boolean blind, List<PerspectiveStep> takenBack, Instant now) {
        PerspectiveStep from = takenBack.get(0);
        var perspective = new Perspective();
        perspective.blind = blind;
        perspective.givenAt = takenBack.get(takenBack.size() - 1).respondedAt;
        if (from.response == given.response() && from.manner == given.manner()) {
            perspective.say(from.response, from.manner);
            perspective.respondedAt = from.respondedAt;
            boolean wasRepair = takenBack.size() > 1 && isRepair(takenBack.get(1).response, from.response);
            perspective.repairedAt = wasRepair ? from.respondedAt : null;
        } else {
            perspective.move(from.response, given, now);
        }
        perspective.annotate(given);
        return perspective;
    }

    /** What somebody says during a pause, for themselves. */
    static Perspective kept(NewPerspective given, boolean blind, Instant now) {
        var perspective = first(given, blind, now);
        perspective.privateSince = now;
        return perspective;
    }

    boolean isPrivate() {
        return privateSince != null;
    }

    /** Whether saying this instead would show the other nothing that they do not see by now. */
    boolean showsNoMoreBy(NewPerspective given) {
        boolean isNoteKnown = !given.isNoteShared()
                || given.note() == null
                || (noteShared && given.note().equals(note));
        boolean isNoticingKnown = given.noticedAt() == null || Objects.equals(given.noticedInstant(), noticedAt);
        return says(given.response(), given.manner()) && isNoteKnown && isNoticingKnown;
    }

    void annotate(NewPerspective given) {
        noticedAt = given.noticedInstant();
        note = given.note();
        noteShared = given.isNoteShared();
    }

    boolean says(Response response, @Nullable Manner manner) {
        return this.response == response && this.manner == manner;
    }

    boolean isCorrectableAt(Instant now) {
        return !now.isAfter(respondedAt.plus(CORRECTION));
    }

    boolean isFirst() {
        return respondedAt.equals(givenAt);
    }

    /** Replaces the first response as if it had been given so. */
    void correctFirst(NewPerspective given) {
        say(given.response(), given.manner());
    }

    /** Replaces the last step: by another one from where it was taken, or by the response that it was taken from. */
    void correct(NewPerspective given, PerspectiveStep from) {
        repairedAt = null;
        if (from.response == given.response() && from.manner == given.manner()) {
            say(from.response, from.manner);
            respondedAt = from.respondedAt;
        } else {
            move(from.response, given, respondedAt);
        }
    }

    /**
     * Takes a step.
     *
     * @throws Problem 409 if there is no such step
     */
    void step(NewPerspective given, Instant now) {
        move(response, given, now);
    }

    private void move(Response from, NewPerspective given, Instant at) {
        requireStep(from, given);
        say(given.response(), given.manner());
        respondedAt = at;
        repairedAt = isRepair(from, given.response()) ? at : null;
    }

    private static boolean isRepair(Response from, Response to) {
        return from == Response.MISSED && to == Response.TURNED_TOWARD;
    }

    private static void requireStep(Response from, NewPerspective given) {
        boolean isStep = switch (from) {
            case NOTICED -> given.manner() != Manner.UNNOTICED;
            case MISSED -> given.response() != Response.NOTICED;
            case TURNED_TOWARD -> false;
        };
        if (!isStep) {
            // Noticed may become missed, but not in this manner.
            Enum<?> refused = from == Response.NOTICED ? Manner.UNNOTICED : given.response();
            String to = wireName(refused);
            throw Problem.conflict(
                    wireName(from) + "_to_" + to,
                    "After 15 minutes `" + wireName(from) + "` no longer becomes `" + to + "`.");
        }
    }

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void say(Response response, @Nullable Manner manner) {
        this.response = response;
        this.manner = manner;
    }
}
