package org.wzp.console.federation;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.wzp.console.action.Clips;
import org.wzp.console.action.FingerprintWords;
import org.wzp.console.text.Fingerprints;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.FederationWords;

/** All of the knock that is chosen, to be compared before the relay is trusted; not there while none is. */
public final class KnockCard extends VBox {
    private final Label title = new Label();
    private final FingerprintWords words = new FingerprintWords();
    private final Label whole = new Label();
    private String fingerprint = "";

    public KnockCard() {
        getStyleClass().add("card");
        title.getStyleClass().add("card-title");
        Label compare = new Label(Texts.of("knocks.compare"));
        compare.getStyleClass().add("muted");
        compare.setWrapText(true);
        compare.setMinHeight(Region.USE_PREF_SIZE);
        words.setId("knockWords");
        whole.getStyleClass().add("mono");
        HBox row = new HBox(whole, Clips.button(Texts.of("trust.fingerprint"), () -> Fingerprints.whole(fingerprint)));
        row.getStyleClass().add("copy-row");
        getChildren().setAll(title, compare, words, row);
        setMinHeight(USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** @return whether it was not there before and is now */
    boolean show(Optional<KnockStatus> chosen) {
        boolean appears = chosen.isPresent() && !isVisible();
        setVisible(chosen.isPresent());
        chosen.ifPresent(knock -> {
            fingerprint = knock.fingerprint();
            title.setText(
                    Texts.of("knocks.card", FederationWords.shortened(fingerprint), Addresses.of(knock.address())));
            words.show(fingerprint);
            whole.setText(Fingerprints.inTwoLines(fingerprint));
        });
        return appears;
    }
}
