package app.toward.mail;

import app.toward.mail.AddressLetter.Addressed;
import app.toward.shared.Backlog;
import app.toward.shared.Keys;
import app.toward.shared.Throttle;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.scheduler.Scheduled;
import io.vertx.ext.mail.SMTPException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends what was written: as soon as it is committed, and again until the mail server has taken it. Each step is a
 * transaction of its own, and none is open while the mail server is waited for. A letter may so be sent twice, but is
 * never lost; it then has the same token.
 */
@Singleton
class SendLetters implements Backlog {
    private static final Logger LOG = Logger.getLogger(SendLetters.class);
    private static final int MOST_A_ROUND = 100;
    /** After as many the mail server is taken to be away until the next round. */
    private static final int MOST_FAILURES = 3;
    /** Less than the pause after which another sender would take the same letter. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String DEFAULT_LANGUAGE = "en";

    /** As the mail client says in which step it was refused. */
    private static final String RECIPIENT_REFUSED = "recipient address not accepted";

    private static final int OF_POLICY = 7;

    private final AddressLetter addressLetter;
    private final Throttle throttle;
    private final ReactiveMailer mailer;
    private final Engine templates;
    private final Keys keys;
    private final Clock clock;
    private final Optional<String> linkBase;
    // One round at a time, and one that waits: it has not looked yet, so it will see whatever is written meanwhile.
    private final ThreadPoolExecutor rounds = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), new ThreadPoolExecutor.DiscardPolicy());

    SendLetters(
            AddressLetter addressLetter,
            Throttle throttle,
            ReactiveMailer mailer,
            Engine templates,
            Keys keys,
            Clock clock,
            @ConfigProperty(name = "toward.link-base") Optional<String> linkBase) {
        this.addressLetter = addressLetter;
        this.throttle = throttle;
        this.mailer = mailer;
        this.templates = templates;
        this.keys = keys;
        this.clock = clock;
        this.linkBase = linkBase;
    }

    @PreDestroy
    void close() {
        rounds.shutdown();
    }

    @Override
    public String name() {
        return "letters";
    }

    @Override
    public Optional<Instant> waitingSince(Instant now) {
        return Letter.oldest();
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) WriteLetter.Written written) {
        rounds.execute(this::sendWhatIsDue);
    }

    @Scheduled(every = "{toward.mail.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        rounds.execute(this::sendWhatIsDue);
    }

    private void sendWhatIsDue() {
        try {
            int failures = 0;
            for (int i = 0; i < MOST_A_ROUND && failures < MOST_FAILURES; i++) {
                Optional<Letter> due = QuarkusTransaction.requiringNew().call(() -> Letter.claim(clock.instant()));
                if (due.isEmpty()) {
                    return;
                }
                failures += isDone(due.get()) ? 0 : 1;
            }
        } catch (RuntimeException e) {
            LOG.warnf("Mail waits: %s", e.getClass().getSimpleName());
        }
    }

    private boolean isDone(Letter letter) {
        Optional<Addressed> addressed = addressLetter.address(letter.id);
        boolean isDone = addressed
                .filter(found -> letter.attempts > 1 || isOneOfFew(found))
                .map(this::send)
                .orElse(true);
        if (isDone) {
            QuarkusTransaction.requiringNew().run(() -> Letter.remove(letter.id));
        }
        return isDone;
    }

    /**
     * Bounds how many letters anybody can cause to an address. That is found out here and not where it was caused, for
     * how many others caused before is nobody's business: the answer is the same, and one letter too many is not sent.
     * Each kind is counted apart, so that nobody can use up what the owner needs to come back.
     */
    private boolean isOneOfFew(Addressed letter) {
        return letter.kind().countedFor(letter.to()).map(throttle::isOneOfFew).orElse(true);
    }

    /** Whether nothing more is to be done: it was sent, or will never be taken. */
    private boolean send(Addressed letter) {
        try {
            String token = Letter.tokenOf(letter.id(), keys);
            String text = template(letter.locale(), letter.kind().name().toLowerCase(Locale.ROOT))
                    .data("token", token)
                    .data("link", letter.kind().link(linkBase, token).orElse(null))
                    .render();
            Mail mail = Mail.withText(
                            letter.to(),
                            template(letter.locale(), "subject").render().strip(),
                            text)
                    // RFC 3834: nobody's holiday notice answers.
                    .addHeader("Auto-Submitted", "auto-generated");
            mailer.send(mail).await().atMost(PATIENCE);
            return true;
        } catch (RuntimeException e) {
            if (isNoAddress(e)) {
                LOG.infof("A letter (%s) is for an address that does not exist.", letter.kind());
                return true;
            }
            LOG.warnf(
                    "A letter (%s) was not sent and will be tried again: %s",
                    letter.kind(), discreet(String.valueOf(e.getMessage())));
            return false;
        }
    }

    /**
     * Whether the mail server refuses this recipient for good (RFC 5321, section 4.2.1): it is not away, and will say the
     * same tomorrow. Its policy (RFC 3463, X.7.X) is about us rather than about the recipient, and can be mended.
     */
    static boolean isNoAddress(Throwable failure) {
        return failure.getCause() instanceof SMTPException refusal
                && refusal.isPermanent()
                && String.valueOf(refusal.getMessage()).contains(RECIPIENT_REFUSED)
                && (refusal.getEnhancedStatus() == null
                        || refusal.getEnhancedStatus().getSubject() != OF_POLICY);
    }

    /** Mail servers like to say whose address it is that they refuse. */
    static String discreet(String message) {
        return message.replaceAll("\\S*@\\S*", "…");
    }

    /** A language is there when its directory is; whoever speaks another gets English. */
    private Template template(String locale, String name) {
        String language = Locale.forLanguageTag(locale).getLanguage();
        Template own = templates.getTemplate("mail/" + language + "/" + name);
        return own != null ? own : templates.getTemplate("mail/" + DEFAULT_LANGUAGE + "/" + name);
    }
}
