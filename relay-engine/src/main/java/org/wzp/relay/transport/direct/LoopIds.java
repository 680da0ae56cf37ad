package org.wzp.relay.transport.direct;

import java.security.SecureRandom;

/** Makes connection ids: eight bytes, random but for the first, which tells kernel and loops whose they are. Confined to the loop. */
final class LoopIds {
    private final DirectGroup group;
    private final int index;
    private final ConnectionTable table;
    private final SecureRandom random = new SecureRandom();

    /** @param index the loop's number in the group */
    LoopIds(DirectGroup group, int index, ConnectionTable table) {
        this.group = group;
        this.index = index;
        this.table = table;
    }

    /** One that names this loop and is not in use. */
    long fresh() {
        long id = naming(index);
        while (table.contains(id)) {
            id = naming(index);
        }
        return id;
    }

    /** One that names the loop with this number. */
    long naming(int loop) {
        return group.naming(loop, random.nextLong());
    }
}
