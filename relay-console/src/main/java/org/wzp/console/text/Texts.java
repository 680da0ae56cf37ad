package org.wzp.console.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Every word the window shows comes from here: {@code org/wzp/console/messages.properties}. */
public final class Texts {
    private static final String NAME = "org.wzp.console.messages";

    private static volatile ResourceBundle bundle = bundle(Locale.ENGLISH);

    private Texts() {}

    /** What is shown from now on is in this language; call it before the window is built. */
    public static void speak(Language language) {
        bundle = bundle(language.locale());
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

    /**
     * @param arguments fill the text's {@code {0}}, {@code {1}}; numbers choose between singular and plural
     * @throws java.util.MissingResourceException if there is no such text
     */
    public static String of(String key, Object... arguments) {
        String text = bundle.getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, Locale.ENGLISH).format(arguments);
    }
}
