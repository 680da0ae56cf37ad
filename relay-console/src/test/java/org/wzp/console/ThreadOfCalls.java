package org.wzp.console;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionModel;
import javafx.scene.control.TableColumnBase;
import javafx.stage.Window;
import org.testfx.service.query.BoundsQuery;
import org.testfx.service.query.NodeQuery;
import org.testfx.service.query.PointQuery;

/**
 * What the tests' classes call on a test's own thread: everything that is reached from a method JUnit calls, without the way through a lambda given to
 * {@code inWindow} and its like.
 */
final class ThreadOfCalls {
    private static final Set<String> OF_JUNIT =
            Set.of("Test", "ParameterizedTest", "TestFactory", "BeforeEach", "AfterEach", "BeforeAll", "AfterAll");

    /** What they are given is run by JavaFX's thread. */
    private static final Set<String> TO_THE_WINDOW =
            Set.of("inWindow", "seen", "soon", "setupStage", "asyncFx", "waitForAsyncFx", "runLater", "interact");

    private static final List<Class<?>> OF_THE_WINDOW = List.of(
            Node.class,
            Scene.class,
            Window.class,
            MenuItem.class,
            SelectionModel.class,
            TableColumnBase.class,
            NodeQuery.class,
            PointQuery.class,
            BoundsQuery.class);

    /** Those of a robot that look something up, or ask for its place, where they are called. */
    private static final Set<String> OF_A_ROBOT = Set.of(
            "lookup",
            "from",
            "fromAll",
            "point",
            "bounds",
            "listWindows",
            "window",
            "targetWindow",
            "rootNode",
            "moveTo",
            "drag",
            "dropTo",
            "rightClickOn",
            "capture");

    /** What a robot is told to click and looks up there itself; WindowExtension looks up a query and a node in the window. */
    private static final Pattern LOOKED_UP = Pattern.compile("/(Matcher|Predicate|Window|Scene|PointQuery);");

    private record Method(String owner, String name, String descriptor) {}

    private record Call(Method target, int line) {}

    private record Code(boolean ofJunit, List<Call> calls) {}

    private final Map<Method, Code> codes = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();

    static ThreadOfCalls of(Path folder) throws IOException {
        ThreadOfCalls all = new ThreadOfCalls();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                all.read(ClassFile.of().parse(file));
            }
        }
        return all;
    }

    private void read(ClassModel model) {
        String owner = model.thisClass().asInternalName();
        model.superclass().ifPresent(parent -> parents.put(owner, parent.asInternalName()));
        for (MethodModel method : model.methods()) {
            codes.put(
                    new Method(
                            owner,
                            method.methodName().stringValue(),
                            method.methodType().stringValue()),
                    new Code(isOfJunit(method), callsOf(method)));
        }
    }

    private static boolean isOfJunit(MethodModel method) {
        return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(all -> all.annotations().stream())
                .map(Annotation::classSymbol)
                .anyMatch(type -> OF_JUNIT.contains(type.displayName()));
    }

    /** A lambda counts as called where it is made, unless the next call that takes one of its kind hands it to the window. */
    private static List<Call> callsOf(MethodModel method) {
        List<Call> calls = new ArrayList<>();
        List<InvokeDynamicInstruction> waiting = new ArrayList<>();
        Map<InvokeDynamicInstruction, Call> lambdas = new HashMap<>();
        int line = 0;
        for (CodeElement element : method.code().map(code -> code.elementList()).orElse(List.of())) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case InvokeDynamicInstruction lambda -> {
                    Optional<Method> body = bodyOf(lambda);
                    if (body.isPresent()) {
                        Call call = new Call(body.get(), line);
                        lambdas.put(lambda, call);
                        waiting.add(lambda);
                        calls.add(call);
                    }
                }
                case InvokeInstruction call -> {
                    List<InvokeDynamicInstruction> taken = waiting.stream()
                            .filter(lambda -> call.typeSymbol()
                                    .parameterList()
                                    .contains(lambda.typeSymbol().returnType()))
                            .toList();
                    waiting.removeAll(taken);
                    if (TO_THE_WINDOW.contains(call.name().stringValue())) {
                        taken.forEach(lambda -> calls.remove(lambdas.get(lambda)));
                    }
                    calls.add(new Call(
                            new Method(
                                    call.owner().asInternalName(),
                                    call.name().stringValue(),
                                    call.type().stringValue()),
                            line));
                }
                default -> {}
            }
        }
        return calls;
    }

    private static Optional<Method> bodyOf(InvokeDynamicInstruction lambda) {
        for (ConstantDesc argument : lambda.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc handle) {
                return Optional.of(
                        new Method(internal(handle.owner()), handle.methodName(), handle.lookupDescriptor()));
            }
        }
        return Optional.empty();
    }

    private static String internal(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    /** Each place, as "class:line method", where a test's own thread touches the window. */
    Set<String> besideTheWindow() throws ClassNotFoundException {
        return besideTheWindow(method -> codes.get(method).ofJunit());
    }

    /** The same as if JUnit called each method of {@code type}. */
    Set<String> besideTheWindow(Class<?> type) throws ClassNotFoundException {
        String owner = type.getName().replace('.', '/');
        return besideTheWindow(
                method -> method.owner().equals(owner) && !method.name().startsWith("lambda$"));
    }

    private Set<String> besideTheWindow(Predicate<Method> called) throws ClassNotFoundException {
        Set<String> found = new TreeSet<>();
        Deque<Method> open =
                new ArrayDeque<>(codes.keySet().stream().filter(called).toList());
        Set<Method> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Method from = open.pop();
            for (Call call : codes.get(from).calls()) {
                Method target = resolved(call.target());
                if (codes.containsKey(target)) {
                    if (seen.add(target)) {
                        open.push(target);
                    }
                } else if (isOfTheWindow(target)) {
                    found.add(from.owner().replace('/', '.') + ":" + call.line() + " " + target.name());
                }
            }
        }
        return found;
    }

    private Method resolved(Method method) {
        for (String owner = method.owner(); owner != null; owner = parents.get(owner)) {
            Method inherited = new Method(owner, method.name(), method.descriptor());
            if (codes.containsKey(inherited)) {
                return inherited;
            }
        }
        return method;
    }

    private static boolean isOfTheWindow(Method method) throws ClassNotFoundException {
        if (method.owner().startsWith("[") || method.name().equals("<init>")) {
            return false;
        }
        if (method.owner().equals("org/testfx/api/FxRobot")) {
            return OF_A_ROBOT.contains(method.name())
                    || (method.name().endsWith("lickOn")
                            && LOOKED_UP.matcher(method.descriptor()).find());
        }
        Class<?> owner = Class.forName(method.owner().replace('/', '.'), false, ThreadOfCalls.class.getClassLoader());
        return OF_THE_WINDOW.stream().anyMatch(type -> type.isAssignableFrom(owner));
    }
}
