package org.wzp.console.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import org.wzp.console.action.Place;

/**
 * What the window remembers from one run to the next. Only what can be used again: values out of range are refused when the
 * record is made, so a file that somebody spoilt is no state.
 *
 * @param theme name of the theme; empty for the desktop's own
 * @param place id of the view that was open
 * @param frame where the window was; empty before it was ever moved
 * @param roomsSplit share of the rooms' view that the rooms have, 0 to 1
 * @param tables by the id of the table
 * @param preferences how the window behaves
 */
public record UiState(
        Optional<String> theme,
        String place,
        Optional<Frame> frame,
        double roomsSplit,
        Map<String, TableState> tables,
        Preferences preferences) {
    private static final double USUAL_SPLIT = 0.42;

    /** A window that nobody has used yet. */
    public static final UiState NEW = new UiState(
            Optional.empty(), Place.OVERVIEW.id(), Optional.empty(), USUAL_SPLIT, Map.of(), Preferences.USUAL);

    public UiState {
        if (!(roomsSplit >= 0 && roomsSplit <= 1)) {
            throw new IllegalArgumentException("roomsSplit is " + roomsSplit + ", but must be from 0 to 1");
        }
        tables = Map.copyOf(tables);
    }

    /** The window without its maximizing, in pixels of the layout. */
    public record Frame(double x, double y, double width, double height, boolean maximized) {
        private static final double FARTHEST = 100_000;

        /** So much of the upper edge, where a window is taken hold of, has to be on a screen. */
        private static final double HANDLE = 80;

        public Frame {
            for (double value : new double[] {x, y, width, height}) {
                if (!(Math.abs(value) < FARTHEST)) {
                    throw new IllegalArgumentException("a window can't be at or as large as " + value);
                }
            }
            if (width <= 0 || height <= 0) {
                throw new IllegalArgumentException("a window can't be " + width + " x " + height);
            }
        }

        /** This frame if it can be reached on one of the screens, at most as large as that one; empty if it can't. */
        public Optional<Frame> within(List<Rectangle2D> screens) {
            Rectangle2D handle = new Rectangle2D(x, y, width, HANDLE);
            return screens.stream()
                    .filter(screen -> y >= screen.getMinY() - 1 && overlap(handle, screen) >= HANDLE)
                    .findFirst()
                    .map(screen -> new Frame(
                            x,
                            y,
                            Math.min(width, screen.getWidth()),
                            Math.min(height, screen.getMaxY() - y),
                            maximized));
        }

        private static double overlap(Rectangle2D handle, Rectangle2D screen) {
            boolean apart = handle.getMinY() > screen.getMaxY() - HANDLE;
            return apart
                    ? 0
                    : Math.min(handle.getMaxX(), screen.getMaxX()) - Math.max(handle.getMinX(), screen.getMinX());
        }
    }

    /** @param columns in the order shown */
    public record TableState(List<ColumnState> columns, List<SortState> sort) {
        public TableState {
            columns = List.copyOf(columns);
            sort = List.copyOf(sort);
        }
    }

    /** Whether the operator has said if a column is shown. */
    public enum Choice {
        AUTOMATIC,
        SHOWN,
        HIDDEN
    }

    /**
     * @param title what stands above the column
     * @param width its best width, pixels of the layout
     */
    public record ColumnState(String title, double width, Choice choice) {
        private static final double WIDEST = 10_000;

        public ColumnState {
            if (!(width > 0 && width < WIDEST)) {
                throw new IllegalArgumentException("a column can't be " + width + " wide");
            }
        }
    }

    public record SortState(String title, boolean descending) {}
}
