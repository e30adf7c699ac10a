package app.toward.partnership;

import app.toward.feed.Feed;
import app.toward.session.Caller;
import app.toward.shared.IfMatch;
import app.toward.shared.ReadRecord;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Pauses, resumes or ends a partnership, and keeps what each calls the other. To be called in a transaction. */
@Singleton
class ChangePartnership {
    private final Caller caller;
    private final Clock clock;
    private final IfMatch ifMatch;
    private final ReadRecord readRecord;
    private final EndPartnership endPartnership;

    ChangePartnership(
            Caller caller, Clock clock, IfMatch ifMatch, ReadRecord readRecord, EndPartnership endPartnership) {
        this.caller = caller;
        this.clock = clock;
        this.ifMatch = ifMatch;
        this.readRecord = readRecord;
        this.endPartnership = endPartnership;
    }

    /**
     * Changes what the caller may change of a partnership.
     *
     * @param patch a JSON Merge Patch of {@link PartnershipChange}
     * @return the partnership as the caller sees it afterwards
     */
    PartnershipView by(UUID id, JsonNode patch) {
        Membership membership = Membership.of(caller, id, clock.instant());
        UUID me = membership.accountId();
        Invitation.queueMembersOf(id);
        Partnership partnership = Partnership.locked(membership);
        Instant now = clock.instant();
        Map<UUID, PartnershipView> before = seenBy(membership.members(), id);
        ifMatch.requireMatch(Objects.requireNonNull(before.get(me)));
        Member mine = partnership.members().stream()
                .filter(member -> member.accountId.equals(me))
                .findFirst()
                .orElseThrow();
        var change = readRecord.patched(PartnershipChange.of(mine), patch, PartnershipChange.class);
        mine.call(change.nickname(), partnership.state);
        boolean hadEnded = partnership.state == PartnershipState.ENDED;
        if (change.state() != null) {
            become(change.state(), partnership, mine, now);
        }
        // Of the end both are told by what ends it, before all that follows from it.
        if (hadEnded || partnership.state != PartnershipState.ENDED) {
            tell(before, id, now);
        }
        return PartnershipView.find(me, id).orElseThrow();
    }

    private void become(PartnershipState wanted, Partnership partnership, Member mine, Instant now) {
        switch (wanted) {
            case ACTIVE -> partnership.resume(mine);
            case PAUSED -> partnership.pause(mine, now);
            case ENDED -> endPartnership.end(partnership, now);
        }
    }

    /** Tells those who see a difference: of what one of the two keeps to themselves, not the other. */
    private static void tell(Map<UUID, PartnershipView> before, UUID id, Instant now) {
        List<UUID> readers = seenBy(List.copyOf(before.keySet()), id).entrySet().stream()
                .filter(seen -> !seen.getValue().equals(before.get(seen.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (!readers.isEmpty()) {
            Feed.upsert(ShowPartnerships.told(id), readers, now);
        }
    }

    private static Map<UUID, PartnershipView> seenBy(List<UUID> members, UUID id) {
        return members.stream()
                .map(member -> Map.entry(member, PartnershipView.find(member, id)))
                .filter(seen -> seen.getValue().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, seen -> seen.getValue().orElseThrow()));
    }
}
