package org.wzp.console.action;

import static javafx.scene.input.KeyCode.C;
import static javafx.scene.input.KeyCode.DELETE;
import static javafx.scene.input.KeyCode.DIGIT1;
import static javafx.scene.input.KeyCode.DIGIT2;
import static javafx.scene.input.KeyCode.DIGIT3;
import static javafx.scene.input.KeyCode.DIGIT4;
import static javafx.scene.input.KeyCode.DIGIT5;
import static javafx.scene.input.KeyCode.DIGIT7;
import static javafx.scene.input.KeyCode.DIGIT8;
import static javafx.scene.input.KeyCode.F;
import static javafx.scene.input.KeyCode.F1;
import static javafx.scene.input.KeyCode.Z;

import java.util.EnumSet;
import java.util.Set;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
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
    GO_OVERVIEW("action.go-overview", MaterialDesignV.VIEW_DASHBOARD_OUTLINE, control(DIGIT1)),
    GO_ROOMS("action.go-rooms", MaterialDesignA.ACCOUNT_GROUP_OUTLINE, control(DIGIT2)),
    GO_ACCESS("action.go-access", MaterialDesignS.SHIELD_ACCOUNT_OUTLINE, control(DIGIT3)),
    GO_CONTENTION("action.go-contention", MaterialDesignT.TIMER_SAND, control(DIGIT4)),
    GO_FEDERATION("action.go-federation", MaterialDesignL.LAN_CONNECT, control(DIGIT5)),
    GO_JOURNAL("action.go-journal", MaterialDesignN.NOTEBOOK_OUTLINE, control(DIGIT7)),
    GO_SETTINGS("action.go-settings", MaterialDesignC.COG_OUTLINE, control(DIGIT8)),
    FILTER("action.filter", MaterialDesignF.FILTER_OUTLINE, control(F)),
    KICK("action.kick", MaterialDesignA.ACCOUNT_REMOVE_OUTLINE, new KeyCodeCombination(DELETE)),
    BAN_PERSON("action.ban-person", MaterialDesignC.CANCEL, control(KeyCode.B)),
    ALLOW("action.allow", MaterialDesignA.ACCOUNT_CHECK_OUTLINE, control(KeyCode.ENTER)),
    DISALLOW("action.disallow", MaterialDesignA.ACCOUNT_CANCEL_OUTLINE, shiftControl(KeyCode.ENTER)),
    CLOSE_ROOM("action.close-room", MaterialDesignD.DOOR_CLOSED, shiftControl(DELETE)),
    KEEP_TO_THOSE_INSIDE("action.keep-inside", MaterialDesignA.ACCOUNT_LOCK_OUTLINE, shiftControl(KeyCode.K)),
    PERSON_CARD("action.person-card", MaterialDesignC.CARD_ACCOUNT_DETAILS_OUTLINE, control(KeyCode.I)),
    ALL_PEOPLE("action.all-people", MaterialDesignA.ACCOUNT_MULTIPLE_OUTLINE, control(KeyCode.P)),
    WHY_NOT_HEAR("action.why-not-hear", MaterialDesignE.EAR_HEARING, control(KeyCode.H)),
    WHY_JOIN("action.why-join", MaterialDesignD.DOOR_OPEN, altControl(KeyCode.J)),
    WATCH_PACKETS("action.watch-packets", MaterialDesignE.EYE_OUTLINE, shiftControl(KeyCode.Q)),
    COPY_ROWS("action.copy-rows", MaterialDesignC.CONTENT_COPY, control(C)),
    EXPORT("action.export", MaterialDesignE.EXPORT, control(KeyCode.E)),
    COPY_FINGERPRINT("action.copy-fingerprint", MaterialDesignK.KEY_OUTLINE, shiftControl(C)),
    NAME_PERSON("action.name-person", MaterialDesignA.ACCOUNT_EDIT_OUTLINE, altControl(KeyCode.M)),
    ADD_PERSON("action.add-person", MaterialDesignA.ACCOUNT_PLUS_OUTLINE, altControl(KeyCode.A)),
    EDIT_PERSON("action.edit-person", MaterialDesignA.ACCOUNT_EDIT_OUTLINE, altControl(KeyCode.E)),
    ADD_BAN("action.add-ban", MaterialDesignS.SHIELD_PLUS_OUTLINE, shiftControl(KeyCode.B)),
    ADD_RULE("action.add-rule", MaterialDesignP.PLUS_BOX_OUTLINE, altControl(KeyCode.R)),
    EDIT_RULE("action.edit-rule", MaterialDesignP.PENCIL_OUTLINE, altControl(KeyCode.D)),
    REMOVE_RULE("action.remove-rule", MaterialDesignD.DELETE_OUTLINE, altControl(KeyCode.G)),
    SAVE_RULES("action.save-rules", MaterialDesignF.FILE_EXPORT_OUTLINE, altControl(KeyCode.W)),
    READ_RULES("action.read-rules", MaterialDesignF.FILE_IMPORT_OUTLINE, altControl(KeyCode.Y)),
    EDIT_BAN("action.edit-ban", MaterialDesignS.SHIELD_EDIT_OUTLINE, altControl(KeyCode.L)),
    LIFT_BAN("action.lift-ban", MaterialDesignS.SHIELD_REMOVE_OUTLINE, shiftControl(KeyCode.L)),
    ADD_RELAY("action.add-relay", MaterialDesignL.LINK_PLUS, shiftControl(KeyCode.N)),
    EDIT_RELAY("action.edit-relay", MaterialDesignL.LINK, shiftControl(KeyCode.M)),
    RECONNECT("action.reconnect", MaterialDesignR.REFRESH, shiftControl(KeyCode.O)),
    REMOVE_RELAY("action.remove-relay", MaterialDesignL.LINK_OFF, shiftControl(KeyCode.D)),
    SHARE_ROOM("action.share-room", MaterialDesignS.SHARE_VARIANT_OUTLINE, shiftControl(KeyCode.G)),
    UNSHARE_ROOM("action.unshare-room", MaterialDesignS.SHARE_OFF_OUTLINE, shiftControl(KeyCode.U)),
    TRUST_RELAY("action.trust-relay", MaterialDesignS.SHIELD_CHECK_OUTLINE, shiftControl(KeyCode.Y)),
    TRUST_AN_HOUR("action.trust-an-hour", MaterialDesignC.CLOCK_CHECK_OUTLINE, shiftControl(KeyCode.H)),
    REFUSE_RELAY("action.refuse-relay", MaterialDesignS.SHIELD_OFF_OUTLINE, shiftControl(KeyCode.X)),
    FEDERATE("action.federate", MaterialDesignH.HANDSHAKE_OUTLINE, shiftControl(KeyCode.F)),
    UNDO("action.undo", MaterialDesignU.UNDO_VARIANT, control(Z)),
    UNDO_THIS("action.undo-this", MaterialDesignU.UNDO, shiftControl(KeyCode.J)),
    PAUSE("action.pause", MaterialDesignP.PAUSE, shiftControl(KeyCode.P)),
    CHECK_ADDRESS("action.check-address", MaterialDesignL.LAN_CHECK, altControl(KeyCode.K)),
    LOOK_BACK("action.look-back", MaterialDesignH.HISTORY, control(KeyCode.J)),
    BACK_TO_NOW("action.back-to-now", MaterialDesignS.SKIP_NEXT_OUTLINE, altControl(KeyCode.B)),
    MARK_START("action.mark-start", MaterialDesignR.RAY_START, altControl(KeyCode.F)),
    MARK_END("action.mark-end", MaterialDesignR.RAY_END, altControl(KeyCode.U)),
    CLEAR_MARKS("action.clear-marks", MaterialDesignE.ERASER, altControl(KeyCode.X)),
    SAVE_HOUR("action.save-hour", MaterialDesignC.CONTENT_SAVE_OUTLINE, control(KeyCode.S)),
    OPEN_HOUR("action.open-hour", MaterialDesignF.FOLDER_OPEN_OUTLINE, control(KeyCode.O)),
    SAVE_LETTER("action.save-letter", MaterialDesignF.FILE_DOCUMENT_OUTLINE, control(KeyCode.L)),
    TURNED_AWAY("action.turned-away", MaterialDesignA.ACCOUNT_OFF_OUTLINE, altControl(KeyCode.T)),
    OPEN_CONFIGURATION("action.open-configuration", MaterialDesignF.FILE_COG_OUTLINE, altControl(KeyCode.O)),
    RESET_BASELINE("action.reset-baseline", MaterialDesignR.RESTORE, shiftControl(KeyCode.R)),
    DEEP_LOOK("action.deep-look", MaterialDesignM.MAGNIFY_SCAN, shiftControl(KeyCode.V)),
    START_OR_STOP("action.start-or-stop", MaterialDesignP.POWER, shiftControl(KeyCode.S)),
    PALETTE("action.palette", MaterialDesignM.MAGNIFY, control(KeyCode.K)),
    PRIVACY("action.privacy", MaterialDesignE.EYE_OFF_OUTLINE, altControl(KeyCode.P)),
    RESTART("action.restart", MaterialDesignR.RESTART, shiftControl(KeyCode.A)),
    CANCEL_DRAIN("action.cancel-drain", MaterialDesignC.CANCEL, shiftControl(KeyCode.W)),
    APPLY_SETTINGS("action.apply-settings", MaterialDesignC.CHECK, altControl(KeyCode.S)),
    SHOW_WORDS("action.show-words", MaterialDesignE.EYE_OUTLINE, shiftControl(KeyCode.I)),
    RESTORE_IDENTITY("action.restore-identity", MaterialDesignK.KEY_CHANGE, altControl(KeyCode.I)),
    NEW_IDENTITY("action.new-identity", MaterialDesignK.KEY_PLUS, altControl(KeyCode.N)),
    END_REHEARSAL("action.end-rehearsal", MaterialDesignT.THEATER, shiftControl(KeyCode.E)),
    THEME("action.theme", MaterialDesignB.BRIGHTNESS_6, shiftControl(KeyCode.T)),
    SHORTCUTS("action.shortcuts", MaterialDesignK.KEYBOARD_OUTLINE, new KeyCodeCombination(F1));

    /** What can be done while the window shows a moment of the past: all that changes nothing of the relay. */
    private static final Set<ConsoleAction> ONLY_LOOK = EnumSet.of(
            FILTER,
            EXPORT,
            ALL_PEOPLE,
            PALETTE,
            PRIVACY,
            PAUSE,
            WHY_NOT_HEAR,
            PERSON_CARD,
            COPY_ROWS,
            COPY_FINGERPRINT,
            LOOK_BACK,
            BACK_TO_NOW,
            MARK_START,
            MARK_END,
            CLEAR_MARKS,
            SAVE_HOUR,
            OPEN_HOUR,
            TURNED_AWAY,
            OPEN_CONFIGURATION,
            SAVE_LETTER,
            THEME,
            SHORTCUTS);

    private final String textKey;
    private final Ikon icon;
    private final KeyCombination shortcut;

    ConsoleAction(String textKey, Ikon icon, KeyCombination shortcut) {
        this.textKey = textKey;
        this.icon = icon;
        this.shortcut = shortcut;
    }

    public String text() {
        return Texts.of(textKey);
    }

    public Ikon icon() {
        return icon;
    }

    /** Whether it changes nothing of the relay. A new action does, until it is named here; going to a place never does. */
    boolean onlyLooks() {
        return ONLY_LOOK.contains(this) || name().startsWith("GO_");
    }

    /** Every action has a keyboard way. */
    public KeyCombination shortcut() {
        return shortcut;
    }

    /** The shortcut as people read it. */
    public String keys() {
        return shortcut.getDisplayText().replace("\u21B5", "Enter");
    }

    private static KeyCombination control(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }

    private static KeyCombination altControl(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN, KeyCombination.ALT_DOWN);
    }

    private static KeyCombination shiftControl(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    }
}
