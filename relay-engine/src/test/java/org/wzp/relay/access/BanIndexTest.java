package org.wzp.relay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.AddressPrefix;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;

/** The index finds what a walk over all bans finds, and looks at those alone that name the applicant. */
class BanIndexTest {
    private static final Instant ISSUED = Instant.parse("2026-11-01T00:00:00Z");

    private static Ban ban(long id, BanTarget target, Optional<String> room) {
        return new Ban(id, target, room, "", "test", ISSUED, Optional.empty(), 0);
    }

    private static Optional<Ban> byWalking(List<Ban> bans, String room, String fingerprint, InetAddress address) {
        return bans.stream()
                .filter(ban -> ban.room().isEmpty() || ban.room().get().equals(room))
                .filter(ban -> switch (ban.target()) {
                    case BanTarget.Identity identity -> identity.fingerprint().equals(fingerprint);
                    case BanTarget.Prefix prefix -> prefix.prefix().contains(address);
                })
                .findFirst();
    }

    @Test
    void itAgreesWithAWalkOverAllBans() throws Exception {
        Random random = new Random(8);
        List<String> people = List.of("anna", "ben", "carl");
        List<String> rooms = List.of("lobby", "staff");
        for (int round = 0; round < 300; round++) {
            List<Ban> bans = new ArrayList<>();
            for (int i = 1; i <= 12; i++) {
                InetAddress near = address(random);
                BanTarget target = random.nextInt(3) == 0
                        ? new BanTarget.Identity(people.get(random.nextInt(people.size())))
                        : new BanTarget.Prefix(
                                AddressPrefix.of(near, random.nextInt(near.getAddress().length * 8 + 1)));
                Optional<String> room =
                        random.nextBoolean() ? Optional.empty() : Optional.of(rooms.get(random.nextInt(rooms.size())));
                bans.add(ban(i, target, room));
            }
            BanIndex index = new BanIndex(bans);
            for (int i = 0; i < 20; i++) {
                String room = rooms.get(random.nextInt(rooms.size()));
                String who = people.get(random.nextInt(people.size()));
                InetAddress from = address(random);
                assertThat(index.first(room, who, Optional.of(from), ban -> true))
                        .isEqualTo(byWalking(bans, room, who, from));
            }
        }
    }

    /** Few enough that prefixes cover some of them. */
    private static InetAddress address(Random random) throws Exception {
        byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
        bytes[0] = (byte) (random.nextBoolean() ? 10 : 0xfd);
        bytes[bytes.length - 1] = (byte) random.nextInt(4);
        return InetAddress.getByAddress(bytes);
    }

    @Test
    void ofFiftyThousandBansAVerdictLooksAtThoseThatNameTheApplicant() throws Exception {
        List<Ban> bans = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            BanTarget target = BanTarget.Prefix.of((i >> 16) + 1 + "." + (i >> 8 & 255) + "." + (i & 255) + ".0/24");
            bans.add(ban(i + 1, target, Optional.empty()));
        }
        BanIndex index = new BanIndex(bans);
        assertThat(index.candidates("lobby", "anna", Optional.of(InetAddress.getByName("1.2.3.4"))))
                .hasSize(1);
        assertThat(index.candidates("lobby", "anna", Optional.of(InetAddress.getByName("9.2.3.4"))))
                .isEmpty();
    }
}
