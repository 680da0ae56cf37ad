package org.wzp.relay.room;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.loop.EventLoop;
import org.wzp.relay.loop.MediaRecipients;

/** The members of a room that live on one event loop, in join order. Immutable. */
@SuppressWarnings("ReferenceEquality") // a loop is equal to itself alone
public final class LoopMembers implements MediaRecipients {
    private static final LoopMembers[] NONE = {};

    private final EventLoop loop;
    private final Participant[] members;

    private LoopMembers(EventLoop loop, Participant[] members) {
        this.loop = loop;
        this.members = members;
    }

    /** Members by loop; the array is shared where all of them live on one. */
    static LoopMembers[] group(Participant[] members) {
        if (members.length == 0) {
            return NONE;
        }
        EventLoop first = members[0].loop();
        int same = 1;
        while (same < members.length && members[same].loop() == first) {
            same++;
        }
        if (same == members.length) {
            return new LoopMembers[] {new LoopMembers(first, members)};
        }
        Map<EventLoop, Integer> sizes = new LinkedHashMap<>();
        for (Participant member : members) {
            sizes.merge(member.loop(), 1, Integer::sum);
        }
        return sizes.entrySet().stream()
                .map(size -> new LoopMembers(size.getKey(), on(size.getKey(), members, size.getValue())))
                .toArray(LoopMembers[]::new);
    }

    private static Participant[] on(EventLoop loop, Participant[] members, int size) {
        Participant[] there = new Participant[size];
        int at = 0;
        for (Participant member : members) {
            if (member.loop() == loop) {
                there[at++] = member;
            }
        }
        return there;
    }

    public EventLoop loop() {
        return loop;
    }

    /** Whether they live there. */
    public boolean isOn(EventLoop here) {
        return loop == here;
    }

    int size() {
        return members.length;
    }

    @Override
    public void deliver(ByteBuf packet, @Nullable Object except) {
        for (Participant member : members) {
            if (member != except) {
                member.send(packet);
            }
        }
    }

    /** Counts what it took: the loop that the packet came from can't. */
    @Override
    public void deliverHandedOver(ByteBuf packet, @Nullable Object except) {
        long began = System.nanoTime();
        try {
            deliver(packet, except);
        } finally {
            members[0].costs().delivered(System.nanoTime() - began);
        }
    }

    @Override
    public void lost(@Nullable Object except) {
        for (Participant member : members) {
            if (member != except) {
                member.egress().lost();
            }
        }
    }

    @Override
    public int copies(@Nullable Object except) {
        for (Participant member : members) {
            if (member == except) {
                return members.length - 1;
            }
        }
        return members.length;
    }

    @Override
    public String toString() {
        return Arrays.toString(members);
    }
}
