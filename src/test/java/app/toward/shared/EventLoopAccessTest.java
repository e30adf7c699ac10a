package app.toward.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.vertx.pgclient.SslMode;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLoopAccessTest {
    private static final String URL = "jdbc:postgresql://db.example.org:6543/toward";

    private static AgroalConnectionFactoryConfiguration jdbc(
            String url, UnaryOperator<AgroalConnectionFactoryConfigurationSupplier> more) {
        return more.apply(new AgroalConnectionFactoryConfigurationSupplier()
                        .jdbcUrl(url)
                        .principal(new NamePrincipal("toward"))
                        .credential(new SimplePassword("secret"))
                        .jdbcProperty("socketTimeout", "2")
                        .jdbcProperty("options", "-c statement_timeout=1800"))
                .get();
    }

    private static AgroalConnectionFactoryConfiguration jdbc(String url) {
        return jdbc(url, same -> same);
    }

    @Test
    void one_server_is_reached_without_jdbc() {
        assertThat(EventLoopAccess.of(jdbc(URL), false)).hasValueSatisfying(access -> {
            assertThat(access.getHost()).isEqualTo("db.example.org");
            assertThat(access.getPort()).isEqualTo(6543);
            assertThat(access.getDatabase()).isEqualTo("toward");
            assertThat(access.getUser()).isEqualTo("toward");
            assertThat(access.getPassword()).isEqualTo("secret");
            assertThat(access.getSslMode()).isEqualTo(SslMode.DISABLE);
        });
        assertThat(EventLoopAccess.of(jdbc("jdbc:postgresql://db.example.org/toward"), true))
                .hasValueSatisfying(access -> {
                    assertThat(access.getPort()).isEqualTo(5432);
                    assertThat(access.getSslMode()).isEqualTo(SslMode.REQUIRE);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://one:5432,two:5432/toward",
                "jdbc:postgresql://one:5432,two:5432/toward?targetServerType=primary",
                "jdbc:postgresql://one/toward?sslmode=verify-full&sslrootcert=/etc/ca.pem",
                "jdbc:postgresql://one/toward?user=toward",
                "jdbc:postgresql://one/toward?prepareThreshold=0",
                "jdbc:postgresql://[::1]/toward",
            })
    void what_only_jdbc_understands_is_left_to_it(String url) {
        assertThat(EventLoopAccess.of(jdbc(url), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sslmode, verify-full", "currentSchema, mine", "options, -c search_path=mine"})
    void so_is_what_is_said_beside_the_url(String property, String value) {
        assertThat(EventLoopAccess.of(jdbc(URL, jdbc -> jdbc.jdbcProperty(property, value)), false))
                .isEmpty();
    }

    @Test
    void so_is_a_role_from_elsewhere_and_what_a_connection_begins_with() {
        assertThat(EventLoopAccess.of(
                        new AgroalConnectionFactoryConfigurationSupplier()
                                .jdbcUrl(URL)
                                .get(),
                        false))
                .isEmpty();
        assertThat(EventLoopAccess.of(jdbc(URL, jdbc -> jdbc.initialSql("set role other")), false))
                .isEmpty();
    }
}
