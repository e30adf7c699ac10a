package app.toward.checkin;

import app.toward.feed.Feed;
import app.toward.feed.Thing;
import app.toward.partnership.Membership;
import app.toward.shared.Belongings;
import app.toward.shared.Pages;
import app.toward.shared.Shelf;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The check-ins of an account's partnerships, and the templates that they answer. */
@Singleton
class CheckInBelongings implements Belongings {
    private static final int AT_ONCE = 500;
    private static final List<String> IN_PARTNERSHIP = List.of("partnership");

    @Override
    public Set<String> tables() {
        return Set.of("answer", "template_version");
    }

    @Override
    public List<Shelf> shelves() {
        return List.of(
                new Shelf("check-ins", "CheckIn", IN_PARTNERSHIP, CheckInBelongings::checkIns),
                new Shelf("templates", "Template", IN_PARTNERSHIP, CheckInBelongings::templates));
    }

    private static void checkIns(UUID account, Instant now, Shelf.Taker taker) {
        for (Membership membership : Membership.all(account)) {
            Rounds rounds = Rounds.of(new Membership.With<>(membership, TemplateRow.of(membership)), now);
            Pages.each(
                    rounds::list,
                    Rounds.Seen::position,
                    page -> page.forEach(
                            seen -> taker.take(Map.of("partnership", membership.partnershipId()), rounds.view(seen))));
        }
    }

    /** In every version, for each is what some answer answers; the built-in ones belong to no partnership. */
    private static void templates(UUID account, Instant now, Shelf.Taker taker) {
        String language = Panache.getSession()
                .createSelectionQuery("select a.locale from Account a where a.id = :id", String.class)
                .setParameter("id", account)
                .getSingleResult();
        Wording wording = Wording.in(List.of(Locale.forLanguageTag(language)));
        BuiltIn.ALL.forEach(builtIn -> taker.take(Map.of(), TemplateView.of(builtIn, wording)));
        for (Membership membership : Membership.all(account)) {
            Map<String, UUID> within = Map.of("partnership", membership.partnershipId());
            for (Template template : TemplateRow.of(membership)) {
                template.versions().stream()
                        .flatMap(version ->
                                ReadableTemplate.find(
                                        account, membership.partnershipId(), template.key(), version.number())
                                        .stream())
                        .forEach(readable -> taker.take(within, readable.view()));
            }
        }
    }

    @Override
    public boolean eraseSome(UUID account, Instant now) {
        for (Membership membership : Membership.all(account)) {
            // The last step locks the account, which comes before partnerships: it holds none in which nothing is left.
            if (!Answer.isAnyBy(membership)
                    && TemplateVersion.writtenBy(membership).isEmpty()) {
                continue;
            }
            membership.holdAlone();
            List<Answer> answers = Answer.writtenBy(membership, AT_ONCE);
            if (!answers.isEmpty()) {
                forgetAnswers(answers, membership, now);
                return false;
            }
            Optional<TemplateVersion> version = TemplateVersion.writtenBy(membership);
            if (version.isPresent()) {
                forgetWords(version.get(), membership, now);
                return false;
            }
        }
        return true;
    }

    /** Of a revealed one the other sees a tombstone from now on; of any other they never knew. */
    private static void forgetAnswers(List<Answer> answers, Membership erased, Instant now) {
        Set<UUID> revealed = answers.stream()
                .filter(Answer::isRevealed)
                .map(answer -> answer.checkInId)
                .collect(Collectors.toSet());
        answers.forEach(Answer::delete);
        tell(CheckInResource.KIND, revealed, erased, now);
    }

    /** What the other answered by it stays as they gave it, and with it the names of the items. */
    private static void forgetWords(TemplateVersion version, Membership erased, Instant now) {
        List<Answer> ofOther = Answer.ofOther(erased, version);
        Set<String> words = version.wordsOf(erased.accountId());
        ofOther.forEach(answer -> answer.forgetAnchors(words));
        version.forget(erased.accountId(), !ofOther.isEmpty());
        tell(PartnershipTemplateResource.KIND, Set.of(version.templateId), erased, now);
    }

    private static void tell(String kind, Set<UUID> changed, Membership erased, Instant now) {
        if (erased.partnerId() != null && !changed.isEmpty()) {
            List<Thing> told = changed.stream()
                    .map(id -> new Thing(kind, erased.partnershipId(), id))
                    .toList();
            Feed.upsertAll(told, List.of(erased.partnerId()), now);
        }
    }
}
