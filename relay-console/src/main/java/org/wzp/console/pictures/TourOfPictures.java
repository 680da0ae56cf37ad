package org.wzp.console.pictures;

import java.nio.file.Path;
import java.util.Objects;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.wzp.console.app.ConsoleGraph;
import org.wzp.console.app.ScreenshotTaker;
import org.wzp.console.relay.ConfiguredRelay;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.config.Overrides;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.loop.RelayTime;

/** The service behind {@code --screenshots}. */
public final class TourOfPictures implements ScreenshotTaker {
    private @Nullable TroubledConfiguration source;

    @Override
    public ConfiguredRelay.Source source(Overrides whole) {
        TroubledConfiguration made = new TroubledConfiguration(whole);
        source = made;
        return made;
    }

    @Override
    public EmbeddedRelay relay(RelayConfig configuration) {
        return new EmbeddedRelay(configuration, RelayTime.system(), new LoopbackLan("this-machine"));
    }

    @Override
    public void begin(Stage stage, ConsoleGraph graph, ConfiguredRelay relay, Path folder) {
        new Pictures(stage, graph, relay, Objects.requireNonNull(source), folder).begin();
    }
}
