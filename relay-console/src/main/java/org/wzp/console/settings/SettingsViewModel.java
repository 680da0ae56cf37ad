package org.wzp.console.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.relay.SettingLine;
import org.wzp.console.relay.SettingsState;
import org.wzp.relay.api.RelayCommand.ChangeSettings;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;

/**
 * The configuration as a form. The files are read in the background: when the view is opened, after each command, and when
 * the relay has started or stopped. JavaFX thread only.
 */
public final class SettingsViewModel {
    /** Settings under one heading. */
    record DraftGroup(String title, List<SettingDraft> settings) {
        DraftGroup {
            settings = List.copyOf(settings);
        }
    }

    private final Supplier<SettingsState> files;
    private final CommandRunner commands;
    private final Executor background;
    private final Executor windowThread;
    private final Map<String, SettingDraft> drafts = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<List<DraftGroup>> groups = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<SettingDraft.Change>> changes = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> pending = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<String>> problem = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper applicable = new ReadOnlyBooleanWrapper();
    private RelayState seen = RelayState.STOPPED;
    private Duration ran = Duration.ZERO;
    private boolean reading;
    private boolean again;

    /** @param files reads the configuration; may wait for the disk */
    public SettingsViewModel(
            Supplier<SettingsState> files, CommandRunner commands, Executor background, Executor windowThread) {
        this.files = files;
        this.commands = commands;
        this.background = background;
        this.windowThread = windowThread;
        commands.report().subscribe(report -> {
            if (report != null) {
                read();
            }
        });
    }

    public void show(RelaySnapshot snapshot) {
        // a restart may pass between two snapshots
        boolean restarted = snapshot.uptime().compareTo(ran) < 0;
        ran = snapshot.uptime();
        if (snapshot.state() != seen || restarted) {
            seen = snapshot.state();
            read();
        }
    }

    /** Reads the files anew; one reading at a time, and one more if it was asked for meanwhile. */
    void read() {
        if (reading) {
            again = true;
            return;
        }
        reading = true;
        background.execute(() -> {
            SettingsState state = files.get();
            windowThread.execute(() -> have(state));
        });
    }

    private void have(SettingsState state) {
        reading = false;
        problem.set(state.problem());
        if (state.problem().isEmpty()) {
            boolean first = drafts.isEmpty();
            for (SettingLine line : state.lines()) {
                SettingDraft draft = drafts.get(line.key());
                if (draft == null) {
                    drafts.put(line.key(), draft(line));
                } else {
                    draft.show(line);
                }
            }
            if (first) {
                groups.set(state.groups().stream()
                        .map(group -> new DraftGroup(
                                group.title(),
                                group.settings().stream()
                                        .map(line -> Objects.requireNonNull(drafts.get(line.key())))
                                        .toList()))
                        .toList());
            }
            pending.set(state.lines().stream()
                    .filter(SettingLine::isPending)
                    .map(SettingLine::key)
                    .toList());
        }
        typed();
        if (again) {
            again = false;
            read();
        }
    }

    private SettingDraft draft(SettingLine line) {
        SettingDraft draft = new SettingDraft(line);
        draft.text().subscribe(text -> typed());
        return draft;
    }

    private void typed() {
        List<SettingDraft> changed = changed();
        changes.set(changed.stream().map(SettingDraft::change).toList());
        applicable.set(!changed.isEmpty()
                && changed.stream().allMatch(draft -> draft.problem().isEmpty()));
    }

    private List<SettingDraft> changed() {
        return drafts.values().stream().filter(SettingDraft::isChanged).toList();
    }

    void apply() {
        if (applicable.get()) {
            commands.carryOut(new ChangeSettings(
                    new ArrayList<>(changed().stream().map(SettingDraft::wanted).toList())));
        }
    }

    void discard() {
        drafts.values().forEach(SettingDraft::discard);
    }

    /** Empty until the files were read for the first time. */
    ReadOnlyObjectProperty<List<DraftGroup>> groups() {
        return groups.getReadOnlyProperty();
    }

    /** What applying would change. */
    ReadOnlyObjectProperty<List<SettingDraft.Change>> changes() {
        return changes.getReadOnlyProperty();
    }

    /** Keys of what the relay that runs does not heed yet. */
    ReadOnlyObjectProperty<List<String>> pending() {
        return pending.getReadOnlyProperty();
    }

    /** Why the files can't be read. */
    ReadOnlyObjectProperty<Optional<String>> problem() {
        return problem.getReadOnlyProperty();
    }

    /** Whether there are changes and each of them can be. */
    ReadOnlyBooleanProperty applicable() {
        return applicable.getReadOnlyProperty();
    }
}
