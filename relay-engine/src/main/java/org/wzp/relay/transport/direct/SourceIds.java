package org.wzp.relay.transport.direct;

import java.util.ArrayList;
import java.util.List;
import org.wzp.relay.transport.linux.NativeMemory;
import org.wzp.relay.transport.quiche.QuicheCalls;

/**
 * The connection ids that one connection's peer may address it by. Beside the first there are some to migrate with: a peer
 * without a spare one can't follow a change of its own address. Confined to the loop.
 */
final class SourceIds {
    private static final int SPARE = 3;

    private final DirectConnection connection;
    private final DirectLoop loop;
    private final long quiche;
    private final List<Long> ids = new ArrayList<>();

    SourceIds(DirectConnection connection, DirectLoop loop, long quiche) {
        this.connection = connection;
        this.loop = loop;
        this.quiche = quiche;
    }

    void add(long id) {
        loop.table().put(id, connection);
        ids.add(id);
    }

    /** Gives the peer fresh ids, as far as it takes them. */
    void offer() {
        while (ids.size() <= SPARE && QuicheCalls.sourceIdsLeft(quiche) > 0) {
            long fresh = loop.ids().fresh();
            NativeMemory.putLong(loop.memory().id(), fresh);
            byte[] resetToken = loop.resetToken(fresh);
            if (QuicheCalls.newSourceId(quiche, loop.memory().id(), ConnectionTable.ID_BYTES, resetToken) < 0) {
                return;
            }
            add(fresh);
        }
    }

    /** Forgets what the peer has retired and offers as many new ones. */
    void renew() {
        for (byte[] retired = QuicheCalls.nextRetiredSourceId(quiche);
                retired != null;
                retired = QuicheCalls.nextRetiredSourceId(quiche)) {
            long id = ConnectionTable.key(retired);
            loop.table().remove(id);
            ids.remove(id);
        }
        offer();
    }

    int size() {
        return ids.size();
    }

    void removeAll() {
        for (Long id : ids) {
            loop.table().remove(id);
        }
    }
}
