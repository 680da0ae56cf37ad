package org.wzp.console.federation;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;

/**
 * Where the parts of the map of links are: this relay in the middle, the others around it, so that no line to one of them runs
 * behind another. One or two stand left and right; more of them fill a row above and a row below; when those are full, both sides
 * grow downwards, and the map with them. Above {@link #MOST_ROOMY} links the boxes are small ones.
 *
 * <p>Lines are bent: they leave this relay's box towards the side on which the other stands, and turn in the gap before it.
 * Straight ones to the ends of a row would run behind the rest of the row. With more than 24
 * links in the narrowest window the outermost may touch the side's first box, as a map of so many is high and narrow.
 *
 * @param height of the whole map, px
 * @param centre this relay's box, of one size whatever the others'
 * @param spots those of the links, in the order in which these were given
 */
record MapLayout(double height, Bounds centre, List<Spot> spots) {
    /** Of more links the map says only what they are called and how they are. */
    static final int MOST_ROOMY = 8;

    private static final double ROOMY_WIDTH = 176;
    private static final double ROOMY_HEIGHT = 66;
    private static final double ROOMY_GAP = 40;
    private static final double SMALL_WIDTH = 146;
    private static final double SMALL_HEIGHT = 32;
    private static final double SMALL_GAP = 32;

    /** Leaves a bit of line towards small boxes above and below it, too. */
    private static final double CENTRE_HEIGHT = 64;

    private static final double COLUMN_GAP = 10;

    /** So much of an edge of this relay's box is where lines begin. */
    private static final double USED_EDGE = 0.7;

    /** Four small boxes side by side, or three roomy ones with a line's length between them. */
    static final double LEAST_WIDTH = 4 * SMALL_WIDTH + 3 * COLUMN_GAP;

    /**
     * One relay's place.
     *
     * @param start of its line, at the edge of this relay's box
     * @param bend where the line heads for at first
     * @param turn where it comes from at last
     * @param end at the edge of its own box
     */
    record Spot(Bounds box, Point2D start, Point2D bend, Point2D turn, Point2D end) {
        /** A point of the line: 0 is its start, 1 its end. */
        Point2D at(double share) {
            double rest = 1 - share;
            return start.multiply(rest * rest * rest)
                    .add(bend.multiply(3 * rest * rest * share))
                    .add(turn.multiply(3 * rest * share * share))
                    .add(end.multiply(share * share * share));
        }
    }

    MapLayout {
        spots = List.copyOf(spots);
    }

    /**
     * @param links how many there are, from 0 on
     * @param available width of the map, px; less than {@link #LEAST_WIDTH} counts as that
     */
    static MapLayout of(int links, double available) {
        Measures box = links <= MOST_ROOMY
                ? new Measures(ROOMY_WIDTH, ROOMY_HEIGHT, ROOMY_GAP)
                : new Measures(SMALL_WIDTH, SMALL_HEIGHT, SMALL_GAP);
        double width = Math.max(LEAST_WIDTH, available);
        int mostInRow = (int) ((width + COLUMN_GAP) / (box.width() + COLUMN_GAP));
        int onEachSide = Math.max(1, Math.ceilDiv(links - 2 * mostInRow, 2));
        int above = Math.max(0, Math.ceilDiv(links - 2 * onEachSide, 2));
        int below = Math.max(0, links - 2 * onEachSide - above);
        int firstOfSides = above > 0 ? 1 : 0;
        double middle = (box.top(firstOfSides) + box.top(firstOfSides + onEachSide - 1) + box.height()) / 2;
        Bounds centre =
                new BoundingBox((width - ROOMY_WIDTH) / 2, middle - CENTRE_HEIGHT / 2, ROOMY_WIDTH, CENTRE_HEIGHT);
        List<Spot> spots = new ArrayList<>(links);
        for (int side = 0; side < onEachSide; side++) {
            double start = middle + CENTRE_HEIGHT * USED_EDGE * offset(side, onEachSide);
            spots.add(beside(centre, box.at(width - box.width() / 2, firstOfSides + side), start));
            spots.add(beside(centre, box.at(box.width() / 2, firstOfSides + side), start));
        }
        for (int place = 0; place < above; place++) {
            spots.add(beyond(centre, box.at(width * (0.5 + offset(place, above)), 0), box.gap(), above, place));
        }
        int last = firstOfSides + onEachSide;
        for (int place = 0; place < below; place++) {
            spots.add(beyond(centre, box.at(width * (0.5 + offset(place, below)), last), box.gap(), below, place));
        }
        int rows = last + (below > 0 ? 1 : 0);
        return new MapLayout(box.top(rows - 1) + box.height(), centre, spots.subList(0, Math.min(links, spots.size())));
    }

    /** Of {@code count} places side by side on a length of 1 around 0. */
    private static double offset(int place, int count) {
        return (2 * place + 1) / (2.0 * count) - 0.5;
    }

    /** Left or right. */
    private static Spot beside(Bounds centre, Bounds box, double startY) {
        boolean right = box.getCenterX() > centre.getCenterX();
        double from = right ? centre.getMaxX() : centre.getMinX();
        double to = right ? box.getMinX() : box.getMaxX();
        double half = (from + to) / 2;
        double endY = box.getCenterY();
        return new Spot(
                box,
                new Point2D(from, startY),
                new Point2D(half, startY),
                new Point2D(half, endY),
                new Point2D(to, endY));
    }

    /** Above or below: the line turns in the gap before the row. */
    private static Spot beyond(Bounds centre, Bounds box, double gap, int count, int place) {
        boolean above = box.getCenterY() < centre.getCenterY();
        double from = above ? centre.getMinY() : centre.getMaxY();
        double to = above ? box.getMaxY() : box.getMinY();
        double turn = to + Math.copySign(Math.min(gap, Math.abs(from - to)) / 2, from - to);
        double startX = centre.getCenterX() + centre.getWidth() * USED_EDGE * offset(place, count);
        double endX = box.getCenterX();
        return new Spot(
                box,
                new Point2D(startX, from),
                new Point2D(startX, turn),
                new Point2D(endX, turn),
                new Point2D(endX, to));
    }

    /** One size of boxes. */
    private record Measures(double width, double height, double gap) {
        double top(int row) {
            return row * (height + gap);
        }

        Bounds at(double centre, int row) {
            return new BoundingBox(centre - width / 2, top(row), width, height);
        }
    }
}
