package org.wzp.console.relay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wzp.relay.api.RoomStatus;
import org.wzp.relay.text.Names;

/**
 * What the people seen since the window opened called themselves last, by fingerprint: bans and allow-lists hold identities
 * only, of people who mostly aren't here. JavaFX thread only, but needs no toolkit.
 */
public final class KnownNames {
    /** A name has at most 64 characters here, so all of them take about a megabyte. */
    private static final int MOST = 4_096;

    private final Map<String, String> names = new LinkedHashMap<>();

    public void see(List<RoomStatus> rooms) {
        for (RoomStatus room : rooms) {
            room.participants().stream()
                    .filter(person -> !person.alias().isBlank())
                    .forEach(person -> see(person.fingerprint(), person.alias()));
        }
    }

    private void see(String fingerprint, String alias) {
        if (alias.equals(names.get(fingerprint))) {
            return;
        }
        names.remove(fingerprint);
        names.put(fingerprint, alias);
        if (names.size() > MOST) {
            names.remove(names.keySet().iterator().next());
        }
    }

    /** {@code Anna (518e:b935)}; {@code 518e:b935} of somebody who was not seen. */
    public String of(String fingerprint) {
        return Names.withKey(names.getOrDefault(fingerprint, ""), fingerprint);
    }
}
