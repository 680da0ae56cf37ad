package org.wzp.relay.transport.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.wzp.relay.text.Addresses;

/**
 * One non-blocking UDP socket and the event descriptor that wakes its loop, called directly: a batch of packets costs one
 * system call and no object in either direction. Linux on 64-bit machines, where the layouts of {@code mmsghdr} and
 * {@code pollfd} are the same.
 *
 * <p>Confined to the loop's thread, except {@link #wake}, which any thread may call.
 */
public final class LinuxSocket implements AutoCloseable {
    /** {@code struct mmsghdr}: msghdr of 56 bytes, length of 4, padding. */
    static final int MESSAGE_BYTES = 64;

    static final int IOVEC_BYTES = 16;
    static final int MESSAGE_NAME = 0;

    /** Offset in {@code mmsghdr}: bytes of the address. */
    public static final int MESSAGE_NAME_LENGTH = 8;

    static final int MESSAGE_IOVEC = 16;
    static final int MESSAGE_IOVEC_COUNT = 24;
    static final int MESSAGE_CONTROL = 32;
    static final int MESSAGE_CONTROL_LENGTH = 40;
    static final int MESSAGE_LENGTH = 56;
    /** Room for any socket address. */
    public static final int ADDRESS_BYTES = 128;

    /** The error of a call that would have to wait. */
    public static final int EAGAIN = 11;

    /** The error of a packet that is larger than the link it would leave by. */
    public static final int EMSGSIZE = 90;

    private static final int EACCES = 13;
    private static final int ENFILE = 23;
    private static final int EMFILE = 24;
    private static final int EADDRINUSE = 98;
    private static final int EADDRNOTAVAIL = 99;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int SO_REUSEPORT = 15;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int IPPROTO_IP = 0;
    private static final int IP_PKTINFO = 8;
    private static final int IP_MTU_DISCOVER = 10;
    private static final int IP_PMTUDISC_PROBE = 3;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_MTU_DISCOVER = 23;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_RECVPKTINFO = 49;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int BUFFER_BYTES = 4 << 20;

    private static final VarHandle ERRNO_VALUE =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SOCKET = SystemCalls.find("socket");
    private static final MethodHandle BIND = SystemCalls.find("bind");
    private static final MethodHandle CONNECT = SystemCalls.find("connect");
    private static final MethodHandle GETSOCKNAME = SystemCalls.find("getsockname");
    private static final MethodHandle SETSOCKOPT = SystemCalls.find("setsockopt");
    private static final MethodHandle RECVMMSG = SystemCalls.find("recvmmsg");
    private static final MethodHandle SENDMMSG = SystemCalls.find("sendmmsg");
    private static final MethodHandle PPOLL = SystemCalls.find("ppoll");
    private static final MethodHandle EVENTFD = SystemCalls.find("eventfd");
    private static final MethodHandle READ = SystemCalls.find("read");
    private static final MethodHandle WRITE = SystemCalls.find("write");
    private static final MethodHandle CLOSE = SystemCalls.find("close");

    private final Arena arena = Arena.ofShared();
    private final MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
    private final long polls = NativeMemory.allocate(arena, 16);
    private final long timespec = NativeMemory.allocate(arena, 16);
    private final long drained = NativeMemory.allocate(arena, 8);
    private final long one = NativeMemory.allocate(arena, 8);
    private final int fd;
    private final int eventFd;
    private final boolean ipv6;
    private final boolean tellsCalledAddress;
    private final InetSocketAddress local;
    private final AtomicInteger wakers = new AtomicInteger();
    private volatile boolean closed;

    private LinuxSocket(InetSocketAddress bind, boolean answers, boolean shares) throws IOException {
        ipv6 = bind.getAddress() instanceof Inet6Address;
        tellsCalledAddress = answers && bind.getAddress().isAnyLocalAddress();
        fd = socket(ipv6);
        boolean bound = false;
        int event = -1;
        try {
            option(SOL_SOCKET, SO_RCVBUFFORCE, BUFFER_BYTES, SO_RCVBUF);
            option(SOL_SOCKET, SO_SNDBUFFORCE, BUFFER_BYTES, SO_SNDBUF);
            option(IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_PROBE, IP_MTU_DISCOVER);
            if (ipv6) {
                option(IPPROTO_IPV6, IPV6_V6ONLY, 0, IPV6_V6ONLY);
                option(IPPROTO_IPV6, IPV6_MTU_DISCOVER, IP_PMTUDISC_PROBE, IPV6_MTU_DISCOVER);
            }
            if (tellsCalledAddress) {
                int name = ipv6 ? IPV6_RECVPKTINFO : IP_PKTINFO;
                option(ipv6 ? IPPROTO_IPV6 : IPPROTO_IP, name, 1, name);
            }
            if (shares) {
                option(SOL_SOCKET, SO_REUSEPORT, 1, SO_REUSEPORT);
            }
            local = bindTo(bind);
            event = (int) (long) EVENTFD.invokeExact(errno, 0L, (long) (SOCK_NONBLOCK | SOCK_CLOEXEC), 0L, 0L, 0L);
            if (event < 0) {
                throw failure("eventfd");
            }
            bound = true;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("can't open a UDP socket", e);
        } finally {
            if (!bound) {
                closeQuietly(fd);
                arena.close();
            }
        }
        eventFd = event;
        NativeMemory.putLong(one, 1);
        NativeMemory.putInt(polls, fd);
        NativeMemory.putInt(polls + 8, eventFd);
    }

    /** True where this class works. */
    public static boolean supported() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        return os.contains("linux") && (machine.equals("amd64") || machine.equals("aarch64"));
    }

    /**
     * Opens and binds. An IPv6 wildcard takes IPv4 as well.
     *
     * @param answers whether peers call us: then a socket on a wildcard address tells which address they called
     * @throws BindException if the address is taken or not this machine's; the message names it
     */
    public static LinuxSocket bind(InetSocketAddress address, boolean answers) throws IOException {
        return new LinuxSocket(address, answers, false);
    }

    /** Another socket on this one's port. */
    LinuxSocket another() throws IOException {
        return new LinuxSocket(local, tellsCalledAddress, true);
    }

    /** From now on others may be bound to this one's port. */
    void share() throws IOException {
        try (Arena own = Arena.ofConfined()) {
            long yes = NativeMemory.allocate(own, Integer.BYTES);
            NativeMemory.putInt(yes, 1);
            if (!setOption(SO_REUSEPORT, yes, Integer.BYTES)) {
                throw failure("SO_REUSEPORT");
            }
        }
    }

    /** Sets an option of the socket itself; false when the kernel does not know it. */
    boolean setOption(int name, long memory, int length) {
        try {
            return (int) (long) SETSOCKOPT.invokeExact(
                            errno, (long) fd, (long) SOL_SOCKET, (long) name, memory, (long) length)
                    == 0;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Whether received messages carry {@code in_pktinfo} or {@code in6_pktinfo}, see {@link CalledAddresses}. */
    public boolean tellsCalledAddress() {
        return tellsCalledAddress;
    }

    /** What it is bound to. */
    public InetSocketAddress local() {
        return local;
    }

    /** Whether it carries both families, with IPv4 addresses mapped. */
    public boolean ipv6() {
        return ipv6;
    }

    /** The address from which the system sends to this peer when nobody names one; empty when it has no route there. */
    Optional<InetAddress> sourceTowards(InetSocketAddress peer) {
        int probe = -1;
        try (Arena own = Arena.ofConfined()) {
            probe = socket(ipv6);
            long sockaddr = NativeMemory.allocate(own, ADDRESS_BYTES);
            int length = SocketAddresses.write(sockaddr, peer, ipv6);
            long size = NativeMemory.allocate(own, 8);
            NativeMemory.putInt(size, ADDRESS_BYTES);
            boolean known = (int) (long) CONNECT.invokeExact(errno, (long) probe, sockaddr, (long) length, 0L, 0L) == 0
                    && (int) (long) GETSOCKNAME.invokeExact(errno, (long) probe, sockaddr, size, 0L, 0L) == 0;
            return known ? Optional.of(SocketAddresses.read(sockaddr).getAddress()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            if (probe >= 0) {
                closeQuietly(probe);
            }
        }
    }

    /** Fills up to {@code count} messages without waiting; returns how many, 0 when there is none. */
    public int receive(long messages, int count) {
        try {
            int got = (int)
                    (long) RECVMMSG.invokeExact(errno, (long) fd, messages, (long) count, (long) MSG_DONTWAIT, 0L);
            return Math.max(got, 0);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Sends up to {@code count} messages; returns how many the kernel took, or the negative errno of the first. */
    public int send(long messages, int count) {
        try {
            int sent = (int)
                    (long) SENDMMSG.invokeExact(errno, (long) fd, messages, (long) count, (long) MSG_DONTWAIT, 0L);
            return sent >= 0 ? sent : -errno();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until a packet or a wake-up comes, at most {@code nanos}. */
    public void await(long nanos) {
        poll(POLLIN, 2, nanos);
        if (NativeMemory.getShort(polls + 14) != 0) {
            try {
                var _ = (long) READ.invokeExact(errno, (long) eventFd, drained, 8L, 0L, 0L);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Waits until the kernel has room for packets again, at most {@code nanos}. */
    public void awaitWritable(long nanos) {
        poll(POLLOUT, 1, nanos);
    }

    private void poll(short events, int count, long nanos) {
        NativeMemory.putLong(timespec, nanos / 1_000_000_000L);
        NativeMemory.putLong(timespec + 8, nanos % 1_000_000_000L);
        NativeMemory.putInt(polls + 4, events);
        NativeMemory.putInt(polls + 12, POLLIN);
        try {
            var _ = (long) PPOLL.invokeExact(errno, polls, (long) count, timespec, 0L, 0L);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Ends {@link #await} now. Any thread. */
    public void wake() {
        wakers.incrementAndGet();
        try (Arena own = Arena.ofConfined()) {
            if (!closed) {
                var _ = (long) WRITE.invokeExact(
                        own.allocate(Linker.Option.captureStateLayout()), (long) eventFd, one, 8L, 0L, 0L);
            }
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            wakers.decrementAndGet();
        }
    }

    /** Waits out threads that are waking us, because the kernel gives a closed descriptor's number away again. */
    @Override
    public void close() {
        closed = true;
        while (wakers.get() > 0) {
            Thread.onSpinWait();
        }
        closeQuietly(fd);
        closeQuietly(eventFd);
    }

    private static int socket(boolean ipv6) throws IOException {
        try (Arena own = Arena.ofConfined()) {
            MemorySegment state = own.allocate(Linker.Option.captureStateLayout());
            int fd = (int) (long) SOCKET.invokeExact(
                    state,
                    (long) (ipv6 ? SocketAddresses.AF_INET6 : SocketAddresses.AF_INET),
                    (long) (SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC),
                    0L,
                    0L,
                    0L);
            if (fd < 0) {
                throw new IOException("can't open a UDP socket: " + inWords((int) ERRNO_VALUE.get(state, 0L)));
            }
            return fd;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static String bindProblem(int errno) {
        return switch (errno) {
            case EADDRINUSE -> " is in use by another program";
            case EADDRNOTAVAIL -> " is not available: no network interface of this machine has it";
            case EACCES -> ": permission denied";
            default -> ": error " + errno;
        };
    }

    private InetSocketAddress bindTo(InetSocketAddress address) throws Throwable {
        try (Arena own = Arena.ofConfined()) {
            long sockaddr = NativeMemory.allocate(own, ADDRESS_BYTES);
            int length = SocketAddresses.write(sockaddr, address, ipv6);
            if ((int) (long) BIND.invokeExact(errno, (long) fd, sockaddr, (long) length, 0L, 0L) != 0) {
                throw new BindException(Addresses.of(address) + bindProblem(errno()));
            }
            long size = NativeMemory.allocate(own, 8);
            NativeMemory.putInt(size, ADDRESS_BYTES);
            if ((int) (long) GETSOCKNAME.invokeExact(errno, (long) fd, sockaddr, size, 0L, 0L) != 0) {
                throw failure("getsockname");
            }
            return SocketAddresses.read(sockaddr);
        }
    }

    /** Sets an integer option, or the fall-back option where the first one needs a privilege; neither is essential. */
    private void option(int level, int name, int value, int fallback) throws Throwable {
        try (Arena own = Arena.ofConfined()) {
            long memory = NativeMemory.allocate(own, 4);
            NativeMemory.putInt(memory, value);
            if ((int) (long) SETSOCKOPT.invokeExact(errno, (long) fd, (long) level, (long) name, memory, 4L) != 0
                    && fallback != name) {
                var _ = (long) SETSOCKOPT.invokeExact(errno, (long) fd, (long) level, (long) fallback, memory, 4L);
            }
        }
    }

    private int errno() {
        return (int) ERRNO_VALUE.get(errno, 0L);
    }

    private IOException failure(String call) {
        return new IOException(call + " failed: " + inWords(errno()));
    }

    private static String inWords(int errno) {
        return errno == EMFILE || errno == ENFILE ? "too many open files" : "errno " + errno;
    }

    private static void closeQuietly(int descriptor) {
        try (Arena own = Arena.ofConfined()) {
            var _ = (long) CLOSE.invokeExact(
                    own.allocate(Linker.Option.captureStateLayout()), (long) descriptor, 0L, 0L, 0L, 0L);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
