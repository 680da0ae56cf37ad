package org.wzp.relay.transport.quiche;

import io.netty.incubator.codec.quic.QuicChannel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks up members of the codec's classes that are not public, and remembers the first that is missing; what stands for it then
 * does nothing. Used while one class is initialised.
 */
final class CodecMembers {
    private static final String PACKAGE = QuicChannel.class.getPackageName() + ".";

    private @Nullable String firstMissing;

    Class<?> type(String name) {
        try {
            return Class.forName(PACKAGE + name);
        } catch (ClassNotFoundException | LinkageError e) {
            note("the codec has no class " + name);
            return Object.class;
        }
    }

    MethodHandle method(Class<?> owner, String name, MethodType type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVirtual(owner, name, type);
        } catch (ReflectiveOperationException e) {
            note("the codec has no " + owner.getSimpleName() + "." + name + type);
            return MethodHandles.empty(type.insertParameterTypes(0, owner));
        }
    }

    MethodHandle getter(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findGetter(owner, name, type);
        } catch (ReflectiveOperationException e) {
            note("the codec has no field " + owner.getSimpleName() + "." + name);
            return MethodHandles.empty(MethodType.methodType(type, owner));
        }
    }

    MethodHandle setter(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findSetter(owner, name, type);
        } catch (ReflectiveOperationException e) {
            note("the codec has no field " + owner.getSimpleName() + "." + name);
            return MethodHandles.empty(MethodType.methodType(void.class, owner, type));
        }
    }

    /** What the codec on the class path lacks; empty when everything was there. */
    Optional<String> missing() {
        return Optional.ofNullable(firstMissing);
    }

    private void note(String what) {
        if (firstMissing == null) {
            firstMissing = what;
        }
    }
}
