package org.wzp.console.settings;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.wzp.console.relay.IdentityReader;
import org.wzp.console.relay.IdentityReader.Found;
import org.wzp.console.relay.RelaySwitch;
import org.wzp.relay.api.RelayCommand.ReplaceIdentity;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.SecretSeed;

/** Who the relay is: its fingerprints, its words for as long as they are shown, another identity. JavaFX thread only. */
public final class IdentityViewModel {
    private final IdentityReader reader;
    private final RelaySwitch relay;
    private final Executor background;
    private final Executor windowThread;
    private final ReadOnlyObjectWrapper<Found> found = new ReadOnlyObjectWrapper<>(Found.NOTHING);
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
    private final ReadOnlyIntegerWrapper people = new ReadOnlyIntegerWrapper();
    private RelayState seen = RelayState.STARTING;

    /** @param reader of the identity's file; waits for the disk */
    public IdentityViewModel(IdentityReader reader, RelaySwitch relay, Executor background, Executor windowThread) {
        this.reader = reader;
        this.relay = relay;
        this.background = background;
        this.windowThread = windowThread;
    }

    public void show(RelaySnapshot snapshot) {
        people.set(snapshot.traffic().sessions());
        if (snapshot.state() != seen) {
            seen = snapshot.state();
            read();
        }
    }

    void read() {
        background.execute(() -> {
            Found newest = reader.read();
            windowThread.execute(() -> found.set(newest));
        });
    }

    ReadOnlyObjectProperty<Found> found() {
        return found.getReadOnlyProperty();
    }

    /** The 24 words while they are shown. Secret. */
    ReadOnlyStringProperty words() {
        return words.getReadOnlyProperty();
    }

    /** Who would be disconnected by another identity. */
    ReadOnlyIntegerProperty people() {
        return people.getReadOnlyProperty();
    }

    void showWords() {
        background.execute(() -> {
            Optional<String> secret = reader.words();
            windowThread.execute(() -> words.set(secret.orElse("")));
        });
    }

    void hideWords() {
        words.set("");
    }

    RestoreDraft restoring() {
        return new RestoreDraft(found.get().fingerprint());
    }

    /** @param seed empty for a new one */
    void replace(Optional<SecretSeed> seed) {
        hideWords();
        relay.whileStopped(new ReplaceIdentity(seed), this::read);
    }
}
