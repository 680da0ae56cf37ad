package org.wzp.relay.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;

/**
 * The bans of one state of the rules, made ready for verdicts: a join looks up its identity, and its address under each
 * length of prefix that occurs (33 of IPv4 and 129 of IPv6 at most), whatever the number of bans. Nothing is parsed or
 * searched at a join. Not a trie of bits, which would walk as many nodes as there are bits. Immutable.
 */
final class BanIndex {
    /** @param target fingerprint or {@link AddressPrefix} */
    private record Key(Object target, Optional<String> room) {}

    private final Map<Key, List<Ban>> bans = new HashMap<>();
    private final int[] ipv4Lengths;
    private final int[] ipv6Lengths;

    BanIndex(List<Ban> all) {
        TreeSet<Integer> ipv4 = new TreeSet<>();
        TreeSet<Integer> ipv6 = new TreeSet<>();
        for (Ban ban : all) {
            Object target =
                    switch (ban.target()) {
                        case BanTarget.Identity identity -> identity.fingerprint();
                        case BanTarget.Prefix covered -> covered.prefix();
                    };
            if (target instanceof AddressPrefix prefix) {
                var _ = (prefix.isIpv4() ? ipv4 : ipv6).add(prefix.bits());
            }
            bans.computeIfAbsent(new Key(target, ban.room()), key -> new ArrayList<>(1))
                    .add(ban);
        }
        ipv4Lengths = ipv4.stream().mapToInt(Integer::intValue).toArray();
        ipv6Lengths = ipv6.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The oldest that keeps this applicant out. */
    Optional<Ban> first(String room, String fingerprint, Optional<InetAddress> address, Predicate<Ban> inForce) {
        return candidates(room, fingerprint, address).stream().filter(inForce).min(Comparator.comparingLong(Ban::id));
    }

    /** Those that name this applicant, whether their time is over or not; all that a verdict looks at. */
    List<Ban> candidates(String room, String fingerprint, Optional<InetAddress> address) {
        List<Ban> found = new ArrayList<>();
        Optional<String> here = Optional.of(room);
        add(found, fingerprint, here);
        address.ifPresent(from -> {
            for (int bits : AddressPrefix.isIpv4(from) ? ipv4Lengths : ipv6Lengths) {
                add(found, AddressPrefix.of(from, bits), here);
            }
        });
        return found;
    }

    private void add(List<Ban> found, Object target, Optional<String> room) {
        found.addAll(bans.getOrDefault(new Key(target, room), List.of()));
        found.addAll(bans.getOrDefault(new Key(target, Optional.empty()), List.of()));
    }
}
