package org.wzp.console.history;

import org.wzp.relay.api.RelaySnapshot;

/** Seconds of some relay that were read from a file; complete once it is handed over, then only read. */
final class Recording {
    private final String name;
    private final SnapshotRing ring;
    private final Points points = new Points();

    /**
     * @param name of the file, as people call it
     * @param ring where its seconds are kept, empty
     */
    Recording(String name, SnapshotRing ring) {
        this.name = name;
        this.ring = ring;
    }

    void add(RelaySnapshot snapshot) {
        if (ring.add(snapshot)) {
            points.add(snapshot);
        }
    }

    String name() {
        return name;
    }

    SnapshotRing ring() {
        return ring;
    }

    Points points() {
        return points;
    }
}
