package org.wzp.console.relay;

import java.util.Optional;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.config.ConfigException;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.IdentityFile;
import org.wzp.relay.identity.IdentityFileException;
import org.wzp.relay.identity.Mnemonic;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.text.StartWords;

/** Reads who the relay is from its file, also while it is stopped. Waits for the disk; keeps nothing. */
public final class IdentityReader {
    private final ConfiguredRelay.Source source;

    IdentityReader(ConfiguredRelay.Source source) {
        this.source = source;
    }

    /**
     * Who the relay is.
     *
     * @param fingerprint eight groups; empty with a problem
     * @param tls fingerprint of its certificate; empty with a problem
     * @param file that it is in; empty where the configuration can't be read
     * @param problem why it can't be told; empty when it can
     */
    public record Found(String fingerprint, String tls, String file, String problem) {
        public static final Found NOTHING = new Found("", "", "", "");
    }

    public Found read() {
        String file = "";
        try {
            file = source.load().relay().identityFile().toString();
            Seed seed = seed();
            return new Found(
                    Identity.of(seed).fingerprint().text(),
                    RelayCertificate.of(seed).fingerprint().text(),
                    file,
                    "");
        } catch (ConfigException e) {
            return unknown(file, e.why());
        } catch (IdentityFileException e) {
            return unknown(file, e.why());
        }
    }

    private static Found unknown(String file, FailureCause why) {
        return new Found("", "", file, StartWords.of(why, Texts.speech()));
    }

    /** The 24 words. Secret. Empty when the file can't be read. */
    public Optional<String> words() {
        try {
            return Optional.of(Mnemonic.of(seed()));
        } catch (ConfigException | IdentityFileException e) {
            return Optional.empty();
        }
    }

    private Seed seed() throws ConfigException, IdentityFileException {
        return IdentityFile.load(source.load().relay().identityFile());
    }
}
