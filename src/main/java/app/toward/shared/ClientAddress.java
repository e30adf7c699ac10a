package app.toward.shared;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request comes from: the other end of the connection, unless that is one of our own proxies. Then it is what the
 * proxies say, read from the last of them back; what a client itself writes into {@code X-Forwarded-For} counts nothing.
 */
@Singleton
public class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;

    private final List<IpSubnetFilterRule> proxies;

    ClientAddress(@ConfigProperty(name = "toward.trusted-proxies") Optional<List<String>> proxies) {
        this.proxies =
                proxies.orElse(List.of()).stream().map(ClientAddress::subnetOf).toList();
    }

    /** The address as text; of an IPv6 address the network's half, for the other half is the client's own choice. */
    public String of(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        InetAddress address = addressOf(peer == null ? "" : String.valueOf(peer.hostAddress()))
                .orElse(NetUtil.LOCALHOST);
        String[] claimed =
                String.join(",", request.headers().getAll(FORWARDED_FOR)).split(",", -1);
        for (int i = claimed.length - 1; i >= 0 && isProxy(address); i--) {
            Optional<InetAddress> before = addressOf(claimed[i].strip());
            if (before.isEmpty()) {
                break;
            }
            address = before.get();
        }
        return textOf(address);
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.matches(new InetSocketAddress(address, 0)));
    }

    private static String textOf(InetAddress address) {
        return address instanceof Inet6Address
                ? NetUtil.toAddressString(networkOf(address)) + "/64"
                : address.getHostAddress();
    }

    private static InetAddress networkOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never looks a name up. */
    private static Optional<InetAddress> addressOf(String text) {
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(text));
    }

    private static IpSubnetFilterRule subnetOf(String text) {
        String[] parts = text.strip().split("/", 2);
        int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : parts[0].contains(":") ? 128 : 32;
        return new IpSubnetFilterRule(parts[0], bits, IpFilterRuleType.ACCEPT);
    }
}
