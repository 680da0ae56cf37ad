package org.wzp.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wzp.console.relay.SettingLine;
import org.wzp.console.relay.SettingLine.Beneath;
import org.wzp.console.relay.SettingLine.Kind;
import org.wzp.console.relay.SettingLine.Origin;
import org.wzp.relay.api.SettingText;

class SettingDraftTest {
    private static final Origin FLAG = new Origin(Kind.COMMAND_LINE, "--max-sessions");
    private static final Origin FILE = new Origin(Kind.FILE, "relay.toml:3");
    private static final Origin WINDOW = new Origin(Kind.WINDOW, "");

    private static SettingLine line(String value, Origin origin, Beneath beneath) {
        return new SettingLine(
                "max_sessions",
                "How many.",
                "",
                "From 1 to 9",
                "people",
                List.of(),
                "1",
                value,
                origin,
                beneath,
                Optional.of("1"),
                true,
                text -> text.equals("x") ? Optional.of("must be a number.") : Optional.empty());
    }

    @Test
    void whatAFlagSetsCannotBeChangedAndTheFlagIsNamed() {
        SettingDraft draft = new SettingDraft(line("7", FLAG, new Beneath("7", FLAG)));
        draft.text().set("8");
        assertThat(draft.isChanged()).isFalse();
        assertThat(draft.origin())
                .isEqualTo("Set by --max-sessions on the command line, which stands over everything:"
                        + " it can't be changed here.");
    }

    @Test
    void aValueThatHoldsWithoutTheWindowTakesTheWindowsAway() {
        SettingDraft draft = new SettingDraft(line("7", WINDOW, new Beneath("3", FILE)));
        assertThat(draft.canReset()).isTrue();
        draft.text().set(" 3 ");
        assertThat(draft.wanted()).isEqualTo(new SettingText("max_sessions", Optional.empty()));
        draft.text().set("4");
        assertThat(draft.wanted()).isEqualTo(new SettingText("max_sessions", Optional.of("4")));
    }

    @Test
    void whatIsTypedStaysWhenTheFilesAreReadAnewAndWhatIsNotFollowsThem() {
        SettingDraft draft = new SettingDraft(line("7", WINDOW, new Beneath("3", FILE)));
        draft.show(line("8", WINDOW, new Beneath("3", FILE)));
        assertThat(draft.text().get()).isEqualTo("8");
        draft.text().set("x");
        draft.show(line("9", WINDOW, new Beneath("3", FILE)));
        assertThat(draft.text().get()).isEqualTo("x");
        assertThat(draft.problem()).contains("Must be a number.");
    }

    @Test
    void onlyWhatNeedsARestartAndDiffersFromWhatRunsWaitsForIt() {
        assertThat(line("7", WINDOW, new Beneath("3", FILE)).isPending()).isTrue();
        assertThat(line("1", WINDOW, new Beneath("3", FILE)).isPending()).isFalse();
    }
}
