package org.wzp.relay.transport.linux;

import java.lang.foreign.Arena;

/**
 * The program by which the kernel chooses among the sockets of one port (classic BPF, {@code SO_ATTACH_REUSEPORT_CBPF}, Linux
 * 4.5): the first byte of the destination connection id, modulo the number of loops, names the loop. The id begins at byte 1 of
 * a packet with a short header and at byte 6 of one with a long header (RFC 8999 section 5), whose first bit is set.
 */
final class PacketFilter {
    private static final int SO_ATTACH_REUSEPORT_CBPF = 51;
    private static final int INSTRUCTION_BYTES = 8;
    /** {@code struct sock_fprog}: count of 2 bytes, padding, pointer. */
    private static final int PROGRAM_BYTES = 16;

    private static final int POINTER = 8;

    /** {@code A = packet[k]}; behind the packet's end the program gives 0. */
    private static final int LOAD_BYTE = 0x30;

    private static final int JUMP_IF_SET = 0x45;
    private static final int MODULO = 0x94;
    private static final int RETURN_A = 0x16;

    private static final int LONG_HEADER = 0x80;
    private static final int LONG_ID_AT = 6;
    private static final int SHORT_ID_AT = 1;

    private PacketFilter() {}

    /**
     * @param any one of the sockets; the program holds for all of them, in the order of the loops
     * @return false when the kernel does not know this
     */
    static boolean attach(LinuxSocket any, int loops) {
        try (Arena own = Arena.ofConfined()) {
            long[] instructions = {
                instruction(LOAD_BYTE, 0, 0, 0),
                instruction(JUMP_IF_SET, 3, 0, LONG_HEADER),
                instruction(LOAD_BYTE, 0, 0, SHORT_ID_AT),
                instruction(MODULO, 0, 0, loops),
                instruction(RETURN_A, 0, 0, 0),
                instruction(LOAD_BYTE, 0, 0, LONG_ID_AT),
                instruction(MODULO, 0, 0, loops),
                instruction(RETURN_A, 0, 0, 0)
            };
            long code = NativeMemory.allocate(own, (long) instructions.length * INSTRUCTION_BYTES);
            for (int i = 0; i < instructions.length; i++) {
                NativeMemory.putLong(code + (long) i * INSTRUCTION_BYTES, instructions[i]);
            }
            long program = NativeMemory.allocate(own, PROGRAM_BYTES);
            NativeMemory.putShort(program, (short) instructions.length);
            NativeMemory.putLong(program + POINTER, code);
            return any.setOption(SO_ATTACH_REUSEPORT_CBPF, program, PROGRAM_BYTES);
        }
    }

    /** {@code struct sock_filter} on the little-endian machines that are supported: code, jump if true, if false, operand. */
    private static long instruction(int code, int ifTrue, int ifFalse, long operand) {
        return operand << 32 | (long) ifFalse << 24 | (long) ifTrue << 16 | code;
    }
}
