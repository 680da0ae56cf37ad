package org.wzp.console.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Every word the window shows comes from here: {@code org/wzp/console/messages.properties}. */
public final class Texts {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("org.wzp.console.messages", Locale.ENGLISH);

    private Texts() {}

    /** For FXML's {@code %key}. */
    public static ResourceBundle bundle() {
        return BUNDLE;
    }

    /**
     * @param arguments fill the text's {@code {0}}, {@code {1}}; numbers choose between singular and plural
     * @throws java.util.MissingResourceException if there is no such text
     */
    public static String of(String key, Object... arguments) {
        String text = BUNDLE.getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, Locale.ENGLISH).format(arguments);
    }
}
