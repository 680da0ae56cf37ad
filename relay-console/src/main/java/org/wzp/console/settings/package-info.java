/** The Settings view: the configuration as a form, the relay's identity, and how the window looks and behaves. JavaFX thread. */
@NullMarked
package org.wzp.console.settings;

import org.jspecify.annotations.NullMarked;
