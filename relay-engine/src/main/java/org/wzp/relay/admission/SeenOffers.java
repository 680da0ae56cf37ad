package org.wzp.relay.admission;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.wzp.relay.wire.SignalMessage.CallOffer;

/**
 * The offers that somebody has logged in with. An offer has no time and no place in it, so whoever has seen one could use
 * it for ever (wire specification 12.3); an honest client makes a new one for each connection (5.1). What is kept is a
 * keyed hash of what is signed, eight bytes, so nobody can aim at another's. Two generations: when the young one is full it becomes
 * the old one, so that at least the newest {@value #GENERATION} are known, in at most 10 MiB. Only offers with a good
 * signature come here, and logins are limited by address, so one address needs twenty minutes to push one out.
 *
 * <p>Any thread.
 */
public final class SeenOffers {
    static final int GENERATION = 65_536;
    private static final int KEY_BYTES = 32;

    private final byte[] key = new byte[KEY_BYTES];
    private final int generation;
    private final AtomicReference<Generations> seen = new AtomicReference<>(new Generations(empty(), empty()));

    private record Generations(Set<Long> young, Set<Long> old) {}

    public SeenOffers(SecureRandom random) {
        this(random, GENERATION);
    }

    SeenOffers(SecureRandom random, int generation) {
        random.nextBytes(key);
        this.generation = generation;
    }

    /** True the first time; of two threads with the same offer, for one. */
    boolean isFirst(CallOffer offer) {
        Long hash = hash(offer);
        Generations now = Objects.requireNonNull(seen.get());
        if (now.old.contains(hash) || !now.young.add(hash)) {
            return false;
        }
        if (now.young.size() >= generation) {
            // whoever loses this has lost it to one that did the same
            var _ = seen.compareAndSet(now, new Generations(empty(), now.young));
        }
        return true;
    }

    /** Offers known now. */
    int size() {
        Generations now = Objects.requireNonNull(seen.get());
        return now.young.size() + now.old.size();
    }

    private Long hash(CallOffer offer) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key);
            digest.update(offer.identityPub().toArray());
            digest.update(offer.ephemeralPub().toArray());
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }

    private static Set<Long> empty() {
        return ConcurrentHashMap.newKeySet();
    }
}
