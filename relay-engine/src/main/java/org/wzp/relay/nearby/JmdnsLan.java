package org.wzp.relay.nearby;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.jmdns.ServiceInfo;
import javax.jmdns.impl.DNSCache;
import javax.jmdns.impl.DNSEntry;
import javax.jmdns.impl.DNSRecord;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.constants.DNSRecordClass;
import javax.jmdns.impl.constants.DNSRecordType;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.wire.Bytes;

/**
 * The networks of this machine, by JmDNS (multicast DNS, RFC 6762).
 *
 * <p>What is heard is read from the library's cache, not from its listeners: for each service that it tells a listener of, it keeps
 * a listener of its own for ever and asks three times, which anybody on the network could make it do without end. The
 * cache is what then still grows, with any name of any service; {@link Network#keptBytes} tells how much, and whoever has
 * opened the network closes it when that is too much. The library reads one packet in {@value #PAUSE_MILLIS} ms and leaves what
 * comes faster to the kernel, which drops it; what it reads comes through a {@link BoundedSocket}.
 */
public final class JmdnsLan implements DnsSd {
    static final String TYPE = "_wzp._udp.local.";

    /** At most 100 packets of at most 9,000 bytes a second. */
    private static final long PAUSE_MILLIS = 10;
    /** What an announcement is good for (RFC 6762, 10); the library renews it after half of that. Its own hour is too long. */
    private static final String SECONDS = "120";

    private static final int MOST_LABEL_CHARS = 30;
    private static final int SHORT_FINGERPRINT_CHARS = 8;

    static {
        // read once, when the library's constants are loaded
        System.setProperty("net.dns.ttl", SECONDS);
    }

    @Override
    public boolean suits(InetSocketAddress listening) {
        return !listening.getAddress().isLoopbackAddress();
    }

    @Override
    public List<InetAddress> networks(InetSocketAddress listening) {
        return LanAddresses.ofThisMachine(listening);
    }

    @Override
    public Network open(InetAddress own, Announcement announcement) throws IOException {
        String place = letters(Addresses.of(own));
        // no other program of this machine and no other network of this relay has either name
        String host =
                "wzp-" + announcement.fingerprint().normalized().substring(0, SHORT_FINGERPRINT_CHARS) + "-" + place;
        String name = letters(announcement.name());
        String service =
                name.substring(0, Math.min(MOST_LABEL_CHARS, name.length())) + " " + place + " " + announcement.port();
        BoundedDns dns = new BoundedDns(own, host, PAUSE_MILLIS, new BoundedSocket(System::nanoTime));
        dns.registerService(ServiceInfo.create(TYPE, service, announcement.port(), 0, 0, announcement.attributes()));
        return new Lan(own, dns);
    }

    /** A label of DNS that every program can read. */
    private static String letters(String text) {
        return text.replaceAll("[^A-Za-z0-9]+", "-");
    }

    /** What this machine is called; looks it up. */
    public static String machineName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    private record Lan(InetAddress own, BoundedDns dns) implements Network {
        /** Names and objects of one record, about. */
        private static final int RECORD_BYTES = 1_024;
        /** Of a host, of each kind; anybody can say thousands. */
        private static final int MOST_ADDRESSES = 8;

        @Override
        public void ask() {
            dns.startServiceResolver(TYPE);
        }

        @Override
        public List<Heard> heard(int most) {
            // of a pointer, the library hands out what it points to as the server
            return records(TYPE, DNSRecordType.TYPE_PTR)
                    .limit(most)
                    .map(pointer -> pointer.getServiceInfo().getServer())
                    .distinct()
                    .flatMap(name -> service(name).stream())
                    .toList();
        }

        private Optional<Heard> service(String name) {
            Optional<DNSRecord> service = records(name, DNSRecordType.TYPE_SRV).findFirst();
            Optional<DNSRecord> text = records(name, DNSRecordType.TYPE_TXT).findFirst();
            if (service.isEmpty() || text.isEmpty()) {
                return Optional.empty();
            }
            ServiceInfo told = service.get().getServiceInfo();
            List<InetAddress> addresses = Stream.of(DNSRecordType.TYPE_A, DNSRecordType.TYPE_AAAA)
                    .flatMap(type -> records(told.getServer(), type).limit(MOST_ADDRESSES))
                    .flatMap(record -> Stream.of(record.getServiceInfo().getInetAddresses()))
                    .toList();
            if (addresses.isEmpty()) {
                return Optional.empty();
            }
            long age = System.currentTimeMillis() - service.get().getCreated();
            return Optional.of(new Heard(
                    own,
                    addresses,
                    told.getPort(),
                    Bytes.of(text.get().getServiceInfo().getTextBytes()),
                    Duration.ofMillis(age)));
        }

        private Stream<DNSRecord> records(String name, DNSRecordType type) {
            long now = System.currentTimeMillis();
            Collection<? extends DNSEntry> found = dns.getCache().getDNSEntryList(name, type, DNSRecordClass.CLASS_IN);
            return found.stream()
                    .filter(DNSRecord.class::isInstance)
                    .map(DNSRecord.class::cast)
                    .filter(record -> !record.isExpired(now));
        }

        @Override
        public long keptBytes() {
            DNSCache cache = dns.getCache();
            long bytes = 0;
            for (DNSEntry entry : cache.allValues()) {
                bytes += RECORD_BYTES;
                if (entry instanceof DNSRecord record && record.getRecordType() == DNSRecordType.TYPE_TXT) {
                    bytes += record.getServiceInfo().getTextBytes().length;
                }
            }
            for (JmDNSImpl.ServiceTypeEntry type : dns.getServiceTypes().values()) {
                bytes += (1L + type.size()) * RECORD_BYTES;
            }
            return bytes;
        }

        @Override
        public long unread() {
            return dns.unread();
        }

        @Override
        public void close() {
            dns.close();
        }
    }
}
