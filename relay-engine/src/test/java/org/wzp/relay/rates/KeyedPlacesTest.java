package org.wzp.relay.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Places for each key")
final class KeyedPlacesTest {
    private final KeyedPlaces<String> places = new KeyedPlaces<>(2);

    @Test
    @DisplayName("one key gets as many as each may have, and others theirs beside it")
    void eachKeyHasItsOwn() {
        assertThat(places.take("one")).isTrue();
        assertThat(places.take("one")).isTrue();
        assertThat(places.take("one")).isFalse();
        assertThat(places.take("other")).isTrue();
    }

    @Test
    @DisplayName("one that is given back can be taken again; a refused attempt took nothing")
    void whatIsGivenBackIsFree() {
        places.take("one");
        places.take("one");
        places.take("one");
        places.giveBack("one");

        assertThat(places.take("one")).isTrue();
        assertThat(places.take("one")).isFalse();
    }

    @Test
    @DisplayName("whoever holds none is forgotten, and giving back without having one changes nothing")
    void whoeverHoldsNoneIsForgotten() {
        places.take("one");
        places.giveBack("one");
        places.giveBack("one");

        assertThat(places.size()).isZero();
        assertThat(places.take("one")).isTrue();
        assertThat(places.take("one")).isTrue();
        assertThat(places.take("one")).isFalse();
    }

    @Test
    @DisplayName("less than one for each key is refused, one is not")
    void lessThanOneIsRefused() {
        assertThatThrownBy(() -> new KeyedPlaces<String>(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Places of each key are 0, but must be at least 1.");
        assertThat(new KeyedPlaces<String>(1).take("one")).isTrue();
    }
}
