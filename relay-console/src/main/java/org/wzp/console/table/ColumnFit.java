package org.wzp.console.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which columns fit into a table's width, and how wide each is. Pure. */
final class ColumnFit {
    /** @param hidden whether the operator has hidden the column */
    record Wanted(ColumnWidth width, boolean hidden) {}

    private ColumnFit() {}

    /**
     * Hides what gives way first until the least widths of the others fit.
     *
     * @return whether each column is shown
     */
    static List<Boolean> shown(List<Wanted> columns, double room) {
        List<Boolean> shown =
                new ArrayList<>(columns.stream().map(column -> !column.hidden()).toList());
        List<Integer> leaving = IntStream.range(0, columns.size())
                .boxed()
                .filter(i -> shown.get(i) && columns.get(i).width().givesWay() != ColumnWidth.NEVER)
                .sorted(Comparator.comparingInt(i -> columns.get(i).width().givesWay()))
                .toList();
        for (int i : leaving) {
            double needed = IntStream.range(0, columns.size())
                    .filter(shown::get)
                    .mapToDouble(c -> columns.get(c).width().least())
                    .sum();
            if (needed <= room) {
                break;
            }
            shown.set(i, false);
        }
        return shown;
    }

    /**
     * Shares {@code room} among the columns shown: all get their best if that fits, what is left goes to those that stretch;
     * else each gives up in proportion to what it can spare.
     *
     * @return whole pixels that together fill the room, unless the least widths alone exceed it
     */
    static List<Double> widths(List<ColumnWidth> shown, double room) {
        double best = shown.stream().mapToDouble(ColumnWidth::best).sum();
        double least = shown.stream().mapToDouble(ColumnWidth::least).sum();
        boolean someStretch = shown.stream().anyMatch(ColumnWidth::stretches);
        double stretching = shown.stream()
                .filter(width -> width.stretches() || !someStretch)
                .mapToDouble(ColumnWidth::best)
                .sum();
        List<Double> widths = new ArrayList<>();
        double given = 0;
        double exact = 0;
        for (ColumnWidth width : shown) {
            double wanted;
            if (best <= room) {
                boolean grows = width.stretches() || !someStretch;
                wanted = width.best() + (grows ? (room - best) * width.best() / stretching : 0);
            } else if (least < room) {
                wanted = width.least() + (width.best() - width.least()) * (room - least) / (best - least);
            } else {
                wanted = width.least();
            }
            exact += wanted;
            // Rounding the running sum lets no pixel get lost between the columns.
            double whole = Math.floor(exact + 0.001) - given;
            widths.add(whole);
            given += whole;
        }
        return widths;
    }
}
