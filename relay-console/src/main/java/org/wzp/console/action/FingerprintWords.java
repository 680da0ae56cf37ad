package org.wzp.console.action;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.wzp.console.text.Texts;
import org.wzp.relay.identity.TlsFingerprint;

/**
 * A TLS fingerprint as words to read out over the phone: four in a line, so that two people find the same place, and copied by one
 * click. While there is no fingerprint it says so, and takes the same room.
 */
public final class FingerprintWords extends HBox {
    private static final int IN_A_LINE = 4;

    private final List<Label> places = new ArrayList<>();
    private final Label none = new Label(Texts.of("words.none"));
    private final Button copy = Clips.button(Texts.of("words.copied"), this::spoken);
    private String spoken = "";

    public FingerprintWords() {
        getStyleClass().addAll("copy-row", "spoken-words");
        setAccessibleRole(AccessibleRole.TEXT);
        GridPane grid = new GridPane();
        grid.getStyleClass().add("spoken-grid");
        for (int i = 0; i < TlsFingerprint.WORDS; i++) {
            Label place = new Label();
            place.getStyleClass().add("spoken-word");
            places.add(place);
            grid.add(place, i % IN_A_LINE, i / IN_A_LINE);
        }
        none.getStyleClass().add("muted");
        StackPane both = new StackPane(grid, none);
        both.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(both, copy);
        show("");
    }

    /** @param fingerprint in any of its forms; anything else has no words */
    public void show(String fingerprint) {
        List<String> words =
                TlsFingerprint.parse(fingerprint).map(TlsFingerprint::words).orElse(List.of());
        spoken = String.join(" ", words);
        for (int i = 0; i < places.size(); i++) {
            places.get(i).setText(words.isEmpty() ? "" : words.get(i));
        }
        none.setVisible(words.isEmpty());
        copy.setVisible(!words.isEmpty());
        setAccessibleText(words.isEmpty() ? none.getText() : spoken);
        copy.setAccessibleHelp(spoken);
    }

    /** The words with single spaces between; empty while there are none. */
    public String spoken() {
        return spoken;
    }
}
