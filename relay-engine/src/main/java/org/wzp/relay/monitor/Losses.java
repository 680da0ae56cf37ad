package org.wzp.relay.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wzp.relay.api.Loss;

/** Who lost the most, present or gone: a bounded list, so that drops still lead to somebody who left. Engine thread only. */
final class Losses {
    private static final int MOST = 10;
    private static final Comparator<Loss> LARGEST_FIRST =
            Comparator.comparingLong(Loss::count).reversed();

    private final List<Loss> gone = new ArrayList<>();
    private final List<Loss> present = new ArrayList<>();
    private List<Loss> most = List.of();

    void beginReading() {
        present.clear();
    }

    void read(Loss loss) {
        (loss.present() ? present : gone).add(loss);
    }

    void endReading() {
        gone.sort(LARGEST_FIRST);
        gone.subList(Math.min(MOST, gone.size()), gone.size()).clear();
        present.addAll(gone);
        present.sort(LARGEST_FIRST);
        most = List.copyOf(present.subList(0, Math.min(MOST, present.size())));
    }

    /** Largest first. */
    List<Loss> most() {
        return most;
    }
}
