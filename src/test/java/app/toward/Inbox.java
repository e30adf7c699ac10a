package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What reaches an address. */
public record Inbox(String address) {
    private static final Pattern TOKEN = Pattern.compile("(?m)^ {4}([\\w-]{43})$");

    public static Inbox of(Person person) {
        return new Inbox(person.email);
    }

    public List<Mail> mails() {
        return Arc.container().instance(MockMailbox.class).get().getMailsSentTo(address);
    }

    /** Waits for a mail, the first being number 1. */
    public Mail mail(int number) {
        Eventually.holds("mail number " + number, () -> mails().size() >= number);
        return mails().get(number - 1);
    }

    /** The token in the mail that brings one after so many others, for which it waits. */
    public String tokenAfter(int others) {
        Eventually.holds("token after " + others, () -> tokens().size() > others);
        return tokens().get(others);
    }

    private List<String> tokens() {
        return mails().stream()
                .map(mail -> TOKEN.matcher(mail.getText()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .map(String::strip)
                .toList();
    }

    /** The token in a mail, for which it waits. */
    public String token(int number) {
        Matcher token = TOKEN.matcher(mail(number).getText());
        assertThat(token.find()).as("a token").isTrue();
        return token.group(1);
    }
}
