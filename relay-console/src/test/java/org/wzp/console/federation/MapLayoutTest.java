package org.wzp.console.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.console.federation.MapLayout.Spot;

class MapLayoutTest {
    private static Stream<Arguments> maps(int most) {
        return Stream.of(0.0, 620.0, 1060.0, 1600.0, 2500.0)
                .flatMap(width -> IntStream.rangeClosed(0, most).mapToObj(links -> Arguments.of(links, width)));
    }

    static Stream<Arguments> mapsOfEverySize() {
        return maps(60);
    }

    static Stream<Arguments> mapsOfUpTo24Links() {
        return maps(24);
    }

    @ParameterizedTest(name = "{0} links, {1} px")
    @MethodSource("mapsOfEverySize")
    void noTwoBoxesMeetAndAllAreOnTheMap(int links, double width) {
        MapLayout layout = MapLayout.of(links, width);
        List<Bounds> all =
                new ArrayList<>(layout.spots().stream().map(Spot::box).toList());
        all.add(layout.centre());

        assertThat(layout.spots()).hasSize(links);
        for (int i = 0; i < all.size(); i++) {
            Bounds box = all.get(i);
            assertThat(box.getMinX()).isGreaterThanOrEqualTo(0);
            assertThat(box.getMinY()).isGreaterThanOrEqualTo(0);
            assertThat(box.getMaxX()).isLessThanOrEqualTo(Math.max(MapLayout.LEAST_WIDTH, width));
            assertThat(box.getMaxY()).isLessThanOrEqualTo(layout.height());
            for (Bounds other : all.subList(i + 1, all.size())) {
                assertThat(box.intersects(other)).as("%s meets %s", box, other).isFalse();
            }
        }
    }

    /** A line that runs behind another relay's box seems to lead there. */
    @ParameterizedTest(name = "{0} links, {1} px")
    @MethodSource("mapsOfUpTo24Links")
    void noLineRunsBehindAnothersBox(int links, double width) {
        MapLayout layout = MapLayout.of(links, width);
        for (Spot spot : layout.spots()) {
            List<Point2D> line = IntStream.rangeClosed(0, 200)
                    .mapToObj(step -> spot.at(step / 200.0))
                    .toList();
            for (Spot other : layout.spots()) {
                if (other != spot) {
                    assertThat(line).as("%s behind %s", spot, other).noneMatch(other.box()::contains);
                }
            }
            assertThat(spot.at(0)).isEqualTo(spot.start());
            assertThat(spot.at(1)).isEqualTo(spot.end());
        }
    }

    @Test
    void aFewLinksFitIntoAFewLinesAndTwentyIntoTheSmallestWindow() {
        assertThat(MapLayout.of(0, 1060).height()).isLessThan(70);
        assertThat(MapLayout.of(2, 1060).height()).isLessThan(70);
        assertThat(MapLayout.of(5, 1060).height()).isLessThan(280);
        assertThat(MapLayout.of(20, 1060).height()).isLessThan(360);
        assertThat(MapLayout.of(20, 620).height()).isLessThan(490);
    }

    @Test
    void thisRelayStandsInTheMiddle() {
        for (int links : new int[] {1, 2, 5, 8, 20}) {
            MapLayout layout = MapLayout.of(links, 1060);
            assertThat(layout.centre().getCenterX()).isEqualTo(530);
        }
        MapLayout even = MapLayout.of(20, 1060);
        assertThat(even.centre().getCenterY()).isEqualTo(even.height() / 2);
    }
}
