package app.toward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener that guards the log of all other tests hears what it must, and nothing else. */
class DiscreetLogTest {
    private static final Logger LOG = Logger.getLogger(DiscreetLogTest.class.getName());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sign-in of ana@example.org",
                "quiet river under stone",
                "Bearer eyJraWQiOiJhYmMifQ.eyJzdWIi.x",
                "AZK5pTlmGcJ0pBz3mQ6vYw1oRkqXn8sUe2hD4fA7iLtZsAaIC3g4PcoG-f7cK18vRi6D4vQx7ThW2abc",
                "https://app.example.com/confirm-email#token=u4Zk0mQyJc1T7wXhRr9sV5bNnE2gLdPaK8fYoHt6iWM",
                "code YKY89JWP was redeemed",
                "GET /v1/feed/events?ticket=Zk3vT0pX9bQm2sYcR8wLhJ5nGd7aE1uKiO4fVxPtBqM"
            })
    void secrets_are_heard(String text) {
        assertThat(DiscreetLog.isIndiscreet(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Listening on: http://localhost:8080",
                "The database is away",
                "the_quick_brown_fox_jumps_over_the_lazy_dog",
                "HV000001: Hibernate Validator",
                "app.toward.account.EraseAccounts_ScheduledInvoker_eraseDue_f937a28ed1e600027b79564bd1834ff3cde38ec2.call",
                "01a202de-0e0f-7281-be7f"
            })
    void nothing_else_is(String text) {
        assertThat(DiscreetLog.isIndiscreet(text)).isFalse();
    }

    @Test
    void the_listener_is_there() {
        LOG.info("Sign-in of " + UUID.randomUUID() + "@example.org");
        assertThat(DiscreetLog.heard()).hasSize(1);
    }

    @Test
    void it_hears_what_is_said_along_with_a_message() {
        MDC.put("account", UUID.randomUUID() + "@example.org");
        try {
            LOG.info("Signed in");
        } finally {
            MDC.remove("account");
        }
        assertThat(DiscreetLog.heard()).hasSize(1);
    }
}
