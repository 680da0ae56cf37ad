package org.wzp.console.action;

import static javafx.scene.input.KeyCode.C;
import static javafx.scene.input.KeyCode.DELETE;
import static javafx.scene.input.KeyCode.DIGIT1;
import static javafx.scene.input.KeyCode.DIGIT2;
import static javafx.scene.input.KeyCode.DIGIT3;
import static javafx.scene.input.KeyCode.DIGIT4;
import static javafx.scene.input.KeyCode.F;
import static javafx.scene.input.KeyCode.F1;
import static javafx.scene.input.KeyCode.Z;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.wzp.console.text.Texts;

/**
 * Everything the operator can do, declared once: buttons, menus, shortcuts and the shortcut sheet are made from it.
 */
public enum ConsoleAction {
    GO_OVERVIEW("action.go-overview", MaterialDesignV.VIEW_DASHBOARD_OUTLINE, control(DIGIT1), Danger.NONE),
    GO_ROOMS("action.go-rooms", MaterialDesignA.ACCOUNT_GROUP_OUTLINE, control(DIGIT2), Danger.NONE),
    GO_ACCESS("action.go-access", MaterialDesignS.SHIELD_ACCOUNT_OUTLINE, control(DIGIT3), Danger.NONE),
    GO_CONTENTION("action.go-contention", MaterialDesignT.TIMER_SAND, control(DIGIT4), Danger.NONE),
    FILTER("action.filter", MaterialDesignF.FILTER_OUTLINE, control(F), Danger.NONE),
    KICK("action.kick", MaterialDesignA.ACCOUNT_REMOVE_OUTLINE, new KeyCodeCombination(DELETE), Danger.ASKS),
    ALLOW("action.allow", MaterialDesignA.ACCOUNT_CHECK_OUTLINE, control(KeyCode.ENTER), Danger.UNDOABLE),
    DISALLOW("action.disallow", MaterialDesignA.ACCOUNT_CANCEL_OUTLINE, shiftControl(KeyCode.ENTER), Danger.UNDOABLE),
    CLOSE_ROOM("action.close-room", MaterialDesignD.DOOR_CLOSED, shiftControl(DELETE), Danger.ASKS),
    KEEP_TO_THOSE_INSIDE(
            "action.keep-inside", MaterialDesignA.ACCOUNT_LOCK_OUTLINE, shiftControl(KeyCode.K), Danger.UNDOABLE),
    COPY_ROWS("action.copy-rows", MaterialDesignC.CONTENT_COPY, control(C), Danger.NONE),
    COPY_FINGERPRINT("action.copy-fingerprint", MaterialDesignK.KEY_OUTLINE, shiftControl(C), Danger.NONE),
    ADD_BAN("action.add-ban", MaterialDesignS.SHIELD_PLUS_OUTLINE, shiftControl(KeyCode.B), Danger.ASKS),
    LIFT_BAN("action.lift-ban", MaterialDesignS.SHIELD_REMOVE_OUTLINE, shiftControl(KeyCode.L), Danger.UNDOABLE),
    UNDO("action.undo", MaterialDesignU.UNDO_VARIANT, control(Z), Danger.NONE),
    RESET_BASELINE("action.reset-baseline", MaterialDesignR.RESTORE, shiftControl(KeyCode.R), Danger.NONE),
    START_OR_STOP("action.start-or-stop", MaterialDesignP.POWER, shiftControl(KeyCode.S), Danger.ASKS),
    END_REHEARSAL("action.end-rehearsal", MaterialDesignT.THEATER, shiftControl(KeyCode.E), Danger.NONE),
    THEME("action.theme", MaterialDesignB.BRIGHTNESS_6, shiftControl(KeyCode.T), Danger.NONE),
    SHORTCUTS("action.shortcuts", MaterialDesignK.KEYBOARD_OUTLINE, new KeyCodeCombination(F1), Danger.NONE);

    /** How dangerous an action is. */
    public enum Danger {
        NONE,
        /** Changes something, and Undo takes it back. */
        UNDOABLE,
        /** Asks before it acts. */
        ASKS
    }

    private final String textKey;
    private final Ikon icon;
    private final KeyCombination shortcut;
    private final Danger danger;

    ConsoleAction(String textKey, Ikon icon, KeyCombination shortcut, Danger danger) {
        this.textKey = textKey;
        this.icon = icon;
        this.shortcut = shortcut;
        this.danger = danger;
    }

    public String text() {
        return Texts.of(textKey);
    }

    public Ikon icon() {
        return icon;
    }

    /** Every action has a keyboard way. */
    public KeyCombination shortcut() {
        return shortcut;
    }

    /** The shortcut as people read it. */
    public String keys() {
        return shortcut.getDisplayText().replace("\u21B5", "Enter");
    }

    public Danger danger() {
        return danger;
    }

    private static KeyCombination control(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }

    private static KeyCombination shiftControl(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    }
}
