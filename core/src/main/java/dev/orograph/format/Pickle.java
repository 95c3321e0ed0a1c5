package dev.orograph.format;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads one pickle, Python's stack language for objects, into plain data. Nothing is ever executed: a class or function
 * is a {@link Global}, which must be on the caller's list, and applying it only records a {@link Call}.
 *
 * <p>Values are {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link None}, {@code List<Object>},
 * {@link Tuple}, {@link Dictionary}, {@link Global}, {@link Call} and {@link Persistent}. They may contain themselves,
 * so no one may walk them without a bound. The instructions are those of protocol 2, which torch writes, and the common
 * ones up to protocol 4. Source: Python's {@code pickletools.py}.
 */
final class Pickle {
    /** Python's None, and whatever else is of no interest: bytes, whole numbers beyond 64 bits. */
    enum None {
        NONE
    }

    /** A class or function by its full name, such as {@code collections.OrderedDict}. */
    record Global(String name) {}

    /** A function applied to arguments, not executed. */
    record Call(Global function, List<Object> arguments) {}

    /** A reference to something outside the pickle. */
    record Persistent(Object id) {}

    record Tuple(List<Object> items) {}

    /** What a pickle holds, and every reference to the outside in it. */
    record Content(Object root, List<Persistent> references) {}

    /** A dictionary without the entries whose key is not text: nothing is looked up by anything else. */
    record Dictionary(Map<String, Object> entries) {
        Dictionary() {
            this(new LinkedHashMap<>());
        }
    }

    /** No real state dictionary comes near it, and it bounds the memory that a hostile one can take. */
    private static final int MOST_INSTRUCTIONS = 4_000_000;

    private static final Set<String> DICTIONARIES = Set.of("collections.OrderedDict", "collections.defaultdict");

    private final ByteBuffer in;
    private final Predicate<String> allowed;
    private final Map<Integer, Object> memo = new HashMap<>();
    private final Deque<List<Object>> marked = new ArrayDeque<>();
    private final List<Persistent> references = new ArrayList<>();
    private List<Object> stack = new ArrayList<>();

    private Pickle(ByteBuffer in, Predicate<String> allowed) {
        this.in = in;
        this.allowed = allowed;
    }

    /**
     * Reads one pickle from the current position of {@code in} and leaves the position behind it.
     *
     * @param allowed whether a class or function of this full name may occur
     */
    static Content read(ByteBuffer in, Predicate<String> allowed) throws PickleException {
        try {
            var pickle = new Pickle(in.order(ByteOrder.LITTLE_ENDIAN), allowed);
            return new Content(pickle.run(), pickle.references);
        } catch (BufferUnderflowException e) {
            throw new PickleException("is truncated inside its pickle");
        }
    }

    private Object run() throws PickleException {
        for (int count = 0; count < MOST_INSTRUCTIONS; count++) {
            int instruction = in.get() & 0xff;
            if (instruction == '.') {
                return pop();
            }
            if (!number(instruction) && !text(instruction) && !collection(instruction) && !reference(instruction)) {
                structure(instruction);
            }
        }
        throw new PickleException("holds more than " + MOST_INSTRUCTIONS + " pickle instructions, no weights do");
    }

    private boolean number(int instruction) throws PickleException {
        switch (instruction) {
            case 'N' -> push(None.NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) in.getInt());
            case 'K' -> push((long) (in.get() & 0xff));
            case 'M' -> push((long) (in.getShort() & 0xffff));
            case 0x8a -> push(whole(in.get() & 0xff));
            case 0x8b -> push(whole(in.getInt()));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A whole number of {@code length} bytes, little-endian two's complement. */
    private Object whole(int length) throws PickleException {
        var bytes = bytes(length);
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte swapped = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = swapped;
        }
        if (bytes.length == 0) {
            return 0L;
        }
        return bytes.length <= 8 ? (Object) new BigInteger(bytes).longValue() : None.NONE;
    }

    private boolean text(int instruction) throws PickleException {
        switch (instruction) {
            case 'X' -> push(utf8(in.getInt()));
            case 0x8c -> push(utf8(in.get() & 0xff));
            case 0x8d -> push(utf8(length64()));
            // Python 2 wrote its byte strings so
            case 'U' -> push(utf8(in.get() & 0xff));
            case 'T' -> push(utf8(in.getInt()));
            case 'C' -> skip(in.get() & 0xff);
            case 'B' -> skip(in.getInt());
            case 0x8e -> skip(length64());
            default -> {
                return false;
            }
        }
        return true;
    }

    private int length64() throws PickleException {
        long length = in.getLong();
        if (length < 0 || length > in.remaining()) {
            throw new PickleException("is truncated inside its pickle");
        }
        return (int) length;
    }

    private void skip(int length) throws PickleException {
        bytes(length);
        push(None.NONE);
    }

    private byte[] bytes(int length) throws PickleException {
        if (length < 0 || length > in.remaining()) {
            throw new PickleException("is truncated inside its pickle");
        }
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private String utf8(int length) throws PickleException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    private boolean collection(int instruction) throws PickleException {
        switch (instruction) {
            case '(' -> {
                marked.push(stack);
                stack = new ArrayList<>();
            }
            case '1' -> toMark();
            case ')' -> push(new Tuple(List.of()));
            case 't' -> push(new Tuple(toMark()));
            case 0x85 -> push(new Tuple(top(1)));
            case 0x86 -> push(new Tuple(top(2)));
            case 0x87 -> push(new Tuple(top(3)));
            case ']', 0x8f -> push(new ArrayList<Object>());
            case 'l', 0x91 -> push(toMark());
            case '}' -> push(new Dictionary());
            case 'd' -> {
                var items = toMark();
                push(new Dictionary());
                put(items);
            }
            case 'a' -> append(top(1));
            case 'e', 0x90 -> append(toMark());
            case 's' -> put(top(2));
            case 'u' -> put(toMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean reference(int instruction) throws PickleException {
        switch (instruction) {
            case 'q' -> memo.put(in.get() & 0xff, peek());
            case 'r' -> memo.put(in.getInt(), peek());
            case 0x94 -> memo.put(memo.size(), peek());
            case 'h' -> recall(in.get() & 0xff);
            case 'j' -> recall(in.getInt());
            case 'c' -> push(global(line(), line()));
            case 0x93 -> {
                var names = top(2);
                if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
                    throw damaged();
                }
                push(global(module, name));
            }
            case 'Q' -> {
                var reference = new Persistent(pop());
                references.add(reference);
                push(reference);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void recall(int index) throws PickleException {
        var value = memo.get(index);
        if (value == null) {
            throw damaged();
        }
        push(value);
    }

    private String line() throws PickleException {
        int start = in.position();
        while (in.get() != '\n') {
            // the buffer's end is reported by get
        }
        int length = in.position() - start - 1;
        in.position(start);
        var line = utf8(length);
        in.get();
        return line;
    }

    private Global global(String module, String name) throws PickleException {
        var full = module + "." + name;
        if (!allowed.test(full)) {
            throw new PickleException("holds an object of "
                    + (full.length() > 200 || full.chars().anyMatch(Character::isISOControl) ? "an odd class" : full)
                    + ", which is not read because that could run code; save only the weights, in Python:"
                    + " torch.save(model.state_dict(), \"weights.pt\")");
        }
        return new Global(full);
    }

    private void structure(int instruction) throws PickleException {
        switch (instruction) {
            case 0x80 -> in.get(); // protocol version: the instructions tell all
            case 0x95 -> in.getLong(); // length of a frame, a hint for streams
            case '0' -> pop();
            case '2' -> push(peek());
            case 'R', 0x81 -> call(top(2));
            case 'b' -> top(1); // attributes of an object; a state dictionary's are version numbers of its modules
            default ->
                throw new PickleException(String.format(
                        Locale.ROOT,
                        "is not a torch file, or has the pickle instruction 0x%02x, which torch.save does not write",
                        instruction));
        }
    }

    private void call(List<Object> functionAndArguments) throws PickleException {
        if (!(functionAndArguments.get(0) instanceof Global function)
                || !(functionAndArguments.get(1) instanceof Tuple arguments)) {
            throw damaged();
        }
        if (!DICTIONARIES.contains(function.name())) {
            push(new Call(function, arguments.items()));
            return;
        }
        push(new Dictionary());
        // Python 2: OrderedDict([[key, value], …])
        if (!arguments.items().isEmpty() && arguments.items().get(0) instanceof List<?> pairs) {
            for (var pair : pairs) {
                if (!(pair instanceof List<?> keyAndValue) || keyAndValue.size() != 2) {
                    throw damaged();
                }
                put(List.of(keyAndValue.get(0), keyAndValue.get(1)));
            }
        }
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() throws PickleException {
        if (stack.isEmpty()) {
            throw damaged();
        }
        return stack.remove(stack.size() - 1);
    }

    private Object peek() throws PickleException {
        if (stack.isEmpty()) {
            throw damaged();
        }
        return stack.get(stack.size() - 1);
    }

    /** Takes the top {@code count} values, deepest first. */
    private List<Object> top(int count) throws PickleException {
        if (stack.size() < count) {
            throw damaged();
        }
        var tail = stack.subList(stack.size() - count, stack.size());
        var values = new ArrayList<>(tail);
        tail.clear();
        return values;
    }

    /** Takes everything above the last mark. */
    private List<Object> toMark() throws PickleException {
        if (marked.isEmpty()) {
            throw damaged();
        }
        var values = stack;
        stack = marked.pop();
        return values;
    }

    private void append(List<Object> values) throws PickleException {
        var target = peek();
        if (target instanceof List<?>) {
            @SuppressWarnings("unchecked") // all lists on the stack are made here
            var list = (List<Object>) target;
            list.addAll(values);
        } else if (!(target instanceof Call)) {
            throw damaged();
        }
    }

    private void put(List<Object> keysAndValues) throws PickleException {
        if (!(peek() instanceof Dictionary dictionary) || keysAndValues.size() % 2 != 0) {
            throw damaged();
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            if (keysAndValues.get(i) instanceof String key) {
                dictionary.entries().put(key, keysAndValues.get(i + 1));
            }
        }
    }

    private static PickleException damaged() {
        return new PickleException("is damaged: its pickle makes no sense");
    }
}
