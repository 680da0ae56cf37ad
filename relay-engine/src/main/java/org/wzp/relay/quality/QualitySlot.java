package org.wzp.relay.quality;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.wzp.relay.wire.QualityReport;

/**
 * The newest quality report of one participant in one 64-bit word: the four report bytes above, a counter below. One word,
 * because two could pair the loss of one report with the round trip of another; the counter tells the sweep that a report
 * is new. The participant's own event loop writes with one release store, the sweep and the console read with one acquire
 * load.
 */
public final class QualitySlot {
    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(QualitySlot.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through WORD
    private long word;

    /** @param packed {@link QualityReport#packed} */
    public void store(int packed) {
        long counter = (long) WORD.get(this) + 1 & 0xffff_ffffL;
        WORD.setRelease(this, (long) packed << Integer.SIZE | counter);
    }

    /** The word: 0 before the first report. */
    public long load() {
        return (long) WORD.getAcquire(this);
    }

    /** Reports so far, modulo 2^32. */
    public static int counter(long word) {
        return (int) word;
    }

    public static QualityReport report(long word) {
        return QualityReport.ofPacked((int) (word >>> Integer.SIZE));
    }
}
