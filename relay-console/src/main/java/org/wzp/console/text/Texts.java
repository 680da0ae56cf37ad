package org.wzp.console.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.wzp.relay.text.Speech;

/** Every word the window shows comes from here: {@code org/wzp/console/messages.properties}. */
public final class Texts {
    private static final String NAME = "org.wzp.console.messages";

    private static volatile ResourceBundle bundle = bundle(Locale.ENGLISH);
    private static volatile Speech speech = Speech.ENGLISH;

    private Texts() {}

    /** What is shown from now on is in this language; call it before the window is built. */
    public static void speak(Language language) {
        bundle = bundle(language.locale());
        speech = Speech.of(language.locale());
    }

    /** The texts of one language; what it lacks is in English. */
    static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                NAME, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** For FXML's {@code %key}. */
    public static ResourceBundle bundle() {
        return bundle;
    }

    /** The engine's sentences, figures and moments in the window's language. */
    public static Speech speech() {
        return speech;
    }

    /**
     * @param arguments fill the text's {@code {0}}, {@code {1}}; numbers choose between singular and plural, and are
     *     grouped in thousands: what must not be, such as a port, is given as text
     * @throws java.util.MissingResourceException if there is no such text
     */
    public static String of(String key, Object... arguments) {
        String text = bundle.getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, speech.locale()).format(arguments);
    }
}
