package org.wzp.console.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import org.wzp.console.text.Texts;

/** Loads a view's FXML with its controller, which is made by hand and gets its view model through its constructor. */
public final class ViewLoader {
    private ViewLoader() {}

    /** @param controller the view; {@code RoomsView} loads {@code rooms.fxml} beside it when {@code name} is rooms */
    public static Parent load(Object controller, String name) {
        URL layout = controller.getClass().getResource(name + ".fxml");
        FXMLLoader loader = new FXMLLoader(layout, Texts.bundle());
        loader.setControllerFactory(type -> controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The layout " + name + ".fxml can't be loaded: it is broken in this build.", e);
        }
    }
}
