package org.wzp.console.text;

import java.util.ResourceBundle;

/**
 * What settings are called, in the window's language: {@code org/wzp/console/setting-titles.properties}. One that isn't in there is
 * called by its key. Pure functions.
 */
public final class SettingTitles {
    private static final String NAME = "org.wzp.console.setting-titles";
    private static final ResourceBundle.Control WITHOUT_THE_MACHINES_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private SettingTitles() {}

    /** @param key as in {@code relay.toml} */
    public static String of(String key) {
        ResourceBundle titles =
                ResourceBundle.getBundle(NAME, Texts.bundle().getLocale(), WITHOUT_THE_MACHINES_LANGUAGE);
        return titles.containsKey(key) ? titles.getString(key) : key;
    }
}
