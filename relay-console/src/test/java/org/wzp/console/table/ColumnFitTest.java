package org.wzp.console.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.table.ColumnWidth.between;
import static org.wzp.console.table.ColumnWidth.fixed;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wzp.console.table.ColumnFit.Wanted;

class ColumnFitTest {
    private static final List<Wanted> NAME_AGE_PACKETS = List.of(
            new Wanted(between(100, 200), false),
            new Wanted(fixed(80).givesWay(2), false),
            new Wanted(fixed(90).givesWay(1), false));

    @Test
    void everythingIsShownWhenTheLeastWidthsFit() {
        assertThat(ColumnFit.shown(NAME_AGE_PACKETS, 270)).containsExactly(true, true, true);
    }

    @Test
    void whatMattersLeastGoesFirst() {
        assertThat(ColumnFit.shown(NAME_AGE_PACKETS, 269)).containsExactly(true, true, false);
        assertThat(ColumnFit.shown(NAME_AGE_PACKETS, 179)).containsExactly(true, false, false);
    }

    @Test
    void whatARowIsAboutStaysInTheNarrowestTable() {
        assertThat(ColumnFit.shown(NAME_AGE_PACKETS, 10)).containsExactly(true, false, false);
    }

    @Test
    void aColumnHiddenByTheOperatorMakesRoomForOthers() {
        List<Wanted> ageHidden = List.of(
                NAME_AGE_PACKETS.getFirst(), new Wanted(fixed(80).givesWay(2), true), NAME_AGE_PACKETS.getLast());
        assertThat(ColumnFit.shown(ageHidden, 190)).containsExactly(true, false, true);
    }

    @Test
    void whatIsLeftOverGoesToThoseThatStretch() {
        assertThat(ColumnFit.widths(List.of(between(50, 100), fixed(60), between(100, 300)), 560))
                .containsExactly(125.0, 60.0, 375.0);
    }

    @Test
    void withTooLittleForTheBestEachGivesUpOfWhatItCanSpare() {
        assertThat(ColumnFit.widths(List.of(between(50, 100), fixed(60), between(100, 300)), 335))
                .containsExactly(75.0, 60.0, 200.0);
    }

    @Test
    void figuresAloneShareAllTheRoom() {
        assertThat(ColumnFit.widths(List.of(fixed(50), fixed(50)), 200)).containsExactly(100.0, 100.0);
    }

    @Test
    void roundingLosesNoPixel() {
        List<Double> widths = ColumnFit.widths(List.of(between(10, 33), between(10, 33), between(10, 33)), 100);
        assertThat(widths.stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(100);
    }
}
