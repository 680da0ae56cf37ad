package org.wzp.relay.admission;

import java.net.InetAddress;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.rates.AddressKey;
import org.wzp.relay.rates.KeyedAllowances;

/**
 * How often one address and one identity may log in. The address is asked before a signature is checked, which costs the
 * relay the most; the identity after it, so that nobody uses up another's logins. Any thread.
 */
public final class JoinRates {
    private final KeyedAllowances<AddressKey> addresses;
    private final KeyedAllowances<String> identities;

    public JoinRates(RelayConfig.Quotas quotas) {
        addresses = new KeyedAllowances<>(quotas.joinsPerAddress());
        identities = new KeyedAllowances<>(quotas.joinsPerIdentity());
    }

    boolean admitsAddress(InetAddress address, long nowNanos) {
        return addresses.take(AddressKey.of(address), nowNanos);
    }

    /** The fingerprint is proven. */
    boolean admitsIdentity(String fingerprint, long nowNanos) {
        return identities.take(fingerprint, nowNanos);
    }

    void sweep(long nowNanos) {
        addresses.sweep(nowNanos);
        identities.sweep(nowNanos);
    }
}
