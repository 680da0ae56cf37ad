package org.wzp.relay.federation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.wzp.relay.PatientLimits;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.engine.TestClient;
import org.wzp.relay.identity.RelayCertificate;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.transport.EndpointSettings;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.transport.choice.Endpoints;

/**
 * People of one relay for a run by hand ({@code mesh-run} beside the tests' sources): one stays and talks, guests come, talk and
 * go. At the end it prints for each listener and each speaker how many words were heard, how many twice, and how many between
 * the first and the last one were not.
 */
final class MeshPeople {
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(100);
    private static final int WORDS_OF_A_GUEST = 80;
    private static final int WORDS_BETWEEN_GUESTS = 40;

    private final List<Person> all = new ArrayList<>();

    private record Person(String name, TestClient client, int firstWord) {}

    private MeshPeople() {}

    /** Words: address of the relay, room, name, seconds; or a seed, of which it prints the relay's TLS fingerprint. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1) {
            System.out.println(
                    RelayCertificate.of(Seed.ofHex(arguments[0])).fingerprint().normalized());
            return;
        }
        String[] at = arguments[0].split(":");
        try (QuicEndpoint endpoint = Endpoints.client(
                RelayConfig.Transport.AUTO,
                EndpointSettings.of(new InetSocketAddress("0.0.0.0", 0), PatientLimits.limits()))) {
            new MeshPeople()
                    .run(
                            endpoint,
                            new InetSocketAddress(at[0], Integer.parseInt(at[1])),
                            arguments[1],
                            arguments[2],
                            Long.parseLong(arguments[3]));
        }
    }

    private void run(QuicEndpoint endpoint, InetSocketAddress relay, String room, String name, long seconds) {
        Person stays = join(endpoint, relay, room, name, 0);
        Person guest = null;
        long words = Duration.ofSeconds(seconds).dividedBy(BETWEEN_WORDS);
        int seen = 0;
        for (int word = 0; word < words; word++) {
            int turn = word % (WORDS_OF_A_GUEST + WORDS_BETWEEN_GUESTS);
            if (turn == WORDS_BETWEEN_GUESTS) {
                guest = join(endpoint, relay, room, name + "-guest-" + all.size(), word);
            } else if (turn == 0 && guest != null) {
                guest.client.leave();
                guest = null;
            }
            say(stays, word);
            if (guest != null) {
                say(guest, word);
            }
            int people = stays.client.roster().size();
            if (people != seen) {
                seen = people;
                System.out.printf("%s sees %d people at word %d%n", name, people, word);
            }
            LockSupport.parkNanos(BETWEEN_WORDS.toNanos());
        }
        all.forEach(MeshPeople::report);
    }

    private Person join(QuicEndpoint endpoint, InetSocketAddress relay, String room, String name, int word) {
        TestClient client = new TestClient().connect(endpoint, relay, room).offer(name);
        Person person = new Person(name, client, word);
        all.add(person);
        return person;
    }

    private static void say(Person person, int word) {
        person.client.say(person.name + " " + word);
    }

    private static void report(Person listener) {
        Map<String, Map<Integer, Integer>> heard = new TreeMap<>();
        for (String words : listener.client.heard()) {
            String[] parts = words.split(" ");
            heard.computeIfAbsent(parts[0], made -> new HashMap<>()).merge(Integer.parseInt(parts[1]), 1, Integer::sum);
        }
        heard.forEach((speaker, words) -> {
            int first = words.keySet().stream().min(Integer::compare).orElseThrow();
            int last = words.keySet().stream().max(Integer::compare).orElseThrow();
            long doubled = words.values().stream().filter(copies -> copies > 1).count();
            System.out.printf(
                    "%s heard of %s: words %d to %d, %d of them, %d twice, %d missing%n",
                    listener.name, speaker, first, last, words.size(), doubled, last - first + 1 - words.size());
        });
    }
}
