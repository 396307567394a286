package org.derl.datasets.pickle.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** A pickle's bytes, read through a window and skipped where they need not be read. */
public final class PickleInput {

    private static final int WINDOW = 1 << 16;
    private static final int LONGEST_NUMBER = 64;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final int large;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long windowStart;
    private PicklePlace place;

    /**
     * From the first byte on.
     *
     * @param large from how many bytes on a text is left in the file
     */
    public PickleInput(Path file, FileChannel channel, int large) throws IOException {
        this(file, channel, new RawBytes.Span(0, channel.size()), large);
    }

    /** A stretch of a file alone. */
    public PickleInput(Path file, FileChannel channel, RawBytes.Span span, int large) {
        this.file = file;
        this.channel = channel;
        this.size = span.start() + span.length();
        this.large = large;
        this.windowStart = span.start();
        this.place = new PicklePlace(file, span.start());
    }

    /** The same bytes from another on. */
    public PickleInput from(long start) {
        return new PickleInput(file, channel, new RawBytes.Span(start, size - start), large);
    }

    /** How many bytes follow what was read. */
    public long rest() {
        return size - position();
    }

    /** The instruction that was read last. */
    public PicklePlace place() {
        return place;
    }

    public FileChannel channel() {
        return channel;
    }

    public Path file() {
        return file;
    }

    /** Whether so many bytes are left in the file. */
    public boolean isLarge(long length) {
        return length >= large;
    }

    public Opcode opcode() throws IOException {
        place = new PicklePlace(file, position());
        if (place.at() == size) {
            throw place.damaged("is the end of the file, but not of the pickle");
        }
        int code = next();
        Opcode opcode = Opcode.of(code);
        if (opcode == null) {
            throw place.wrong(String.format(
                    Locale.ROOT,
                    "is 0x%02x, which is no instruction of a pickle; the file is damaged, compressed or of another"
                            + " format",
                    code));
        }
        return opcode;
    }

    /** Where the next byte lies in the file. */
    public long position() {
        return windowStart + window.position();
    }

    private int next() throws IOException {
        fill(1);
        return window.get() & 0xff;
    }

    /** A number without sign, its lowest byte first. */
    public long number(int bytes) throws IOException {
        fill(bytes);
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (window.get() & 0xffL) << (Byte.SIZE * i);
        }
        return number;
    }

    /** A number with sign, its lowest byte first. */
    public long signed(int bytes) throws IOException {
        int unused = Byte.SIZE * (Long.BYTES - bytes);
        return bytes == 0 ? 0 : number(bytes) << unused >> unused;
    }

    /** A double, its highest byte first. */
    public double real() throws IOException {
        return Double.longBitsToDouble(Long.reverseBytes(number(Double.BYTES)));
    }

    /** Bytes that are few. */
    public byte[] bytes(long count) throws IOException {
        need(count);
        byte[] bytes = new byte[Math.toIntExact(count)];
        int done = 0;
        while (done < bytes.length) {
            fill(1);
            int run = Math.min(window.remaining(), bytes.length - done);
            window.get(bytes, done, run);
            done += run;
        }
        return bytes;
    }

    /** Passes over bytes. */
    public RawBytes.Span skip(long count) throws IOException {
        need(count);
        RawBytes.Span span = new RawBytes.Span(position(), count);
        if (count <= window.remaining()) {
            window.position(window.position() + (int) count);
        } else {
            windowStart = span.start() + count;
            window.position(0).limit(0);
        }
        return span;
    }

    /** Checks that the file goes on for so many bytes. */
    public void need(long count) throws IOException {
        long left = size - position();
        if (count < 0 || count > left) {
            throw place.damaged("needs " + Long.toUnsignedString(count) + " bytes, but the file ends after " + left);
        }
    }

    /** A short line, which a number or a name fills. */
    public String shortLine() throws IOException {
        return shortLine(LONGEST_NUMBER);
    }

    /** A line of at most so many bytes. */
    public String shortLine(int longest) throws IOException {
        long length = lineLength();
        if (length > longest) {
            throw place.damaged("begins a line of " + length + " bytes where at most " + longest + " belong");
        }
        String line = new String(bytes(length), StandardCharsets.UTF_8);
        next();
        return line;
    }

    /** How many bytes there are up to the end of the line. */
    public long lineLength() throws IOException {
        for (int i = window.position(); i < window.limit(); i++) {
            if (window.get(i) == '\n') {
                return (long) i - window.position();
            }
        }
        ByteSource rest = new FileBytes(place, channel, new RawBytes.Span(windowStart + window.limit(), left()));
        long length = window.remaining();
        for (int next = rest.next(); next >= 0; next = rest.next()) {
            if (next == '\n') {
                return length;
            }
            length++;
        }
        throw place.damaged("begins a line that has no end");
    }

    private long left() {
        return size - windowStart - window.limit();
    }

    private void fill(int bytes) throws IOException {
        if (window.remaining() >= bytes) {
            return;
        }
        need(bytes);
        windowStart = position();
        window.compact();
        window.limit((int) Math.min(window.capacity(), size - windowStart));
        while (window.position() < bytes) {
            if (channel.read(window, windowStart + window.position()) < 0) {
                throw place.damaged("is where the file ended while it was read");
            }
        }
        window.flip();
    }
}
