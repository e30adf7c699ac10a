package app.toward.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLoopAccessTest {
    @Test
    void one_server_is_reached_without_jdbc() {
        assertThat(EventLoopAccess.of("jdbc:postgresql://db.example.org:6543/toward"))
                .hasValueSatisfying(access -> {
                    assertThat(access.getHost()).isEqualTo("db.example.org");
                    assertThat(access.getPort()).isEqualTo(6543);
                    assertThat(access.getDatabase()).isEqualTo("toward");
                });
        assertThat(EventLoopAccess.of("jdbc:postgresql://db.example.org/toward"))
                .hasValueSatisfying(access -> assertThat(access.getPort()).isEqualTo(5432));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://one:5432,two:5432/toward",
                "jdbc:postgresql://one:5432,two:5432/toward?targetServerType=primary",
                "jdbc:postgresql://one/toward?sslmode=verify-full&sslrootcert=/etc/ca.pem",
                "jdbc:postgresql://one/toward?user=toward",
                "jdbc:postgresql://one/toward?prepareThreshold=0",
            })
    void what_only_jdbc_understands_is_left_to_it(String url) {
        assertThat(EventLoopAccess.of(url)).isEmpty();
    }
}
