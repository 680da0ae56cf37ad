package org.wzp.console.federation;

import java.util.List;
import java.util.Set;
import org.wzp.relay.api.FederationStatus.State;

/**
 * What the map of links shows of one snapshot.
 *
 * @param linked how many of the links are up, in words
 * @param shared which rooms span links, in words
 * @param links one for each relay that is known, in the order of their names
 */
record LinkPicture(String linked, String shared, List<Link> links) {
    static final LinkPicture NONE = new LinkPicture("", "", List.of());

    LinkPicture {
        links = List.copyOf(links);
    }

    /**
     * @param key the relay's fingerprint
     * @param perSecond media datagrams in both directions
     * @param rate each direction of it in words, on two lines; empty while there is no link
     * @param standing how it is, in words
     * @param about rooms that it has people in, or what is wrong, in a few words
     * @param spoken all of it, for screen readers and for those who point at it
     * @param rooms canonical names of the rooms that it has people in
     */
    record Link(
            String key,
            String name,
            State state,
            double perSecond,
            String rate,
            String standing,
            String about,
            String spoken,
            Set<String> rooms) {
        Link {
            rooms = Set.copyOf(rooms);
        }
    }
}
