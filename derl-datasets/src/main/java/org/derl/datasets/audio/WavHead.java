package org.derl.datasets.audio;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derl.io.Quantity;

/**
 * What the head of a WAV file says (RIFF, with WAVE_FORMAT_EXTENSIBLE or not, and RF64).
 *
 * @param rate samples a second
 * @param bytes how many bytes of samples there are; {@link #TO_THE_END} where whoever wrote it did not know
 */
record WavHead(Encoding encoding, int channels, int rate, long bytes) {

    /** The length of what is written into a pipe. */
    static final long TO_THE_END = Long.MAX_VALUE;

    private static final int EXTENSIBLE = 0xfffe;
    private static final int FORMAT_BYTES = 16;
    private static final int SUBFORMAT = 24;
    private static final int LONGEST_FORMAT = 1 << 12;
    private static final int MOST_CHANNELS = 64;
    static final int LOWEST_RATE = 8_000;
    static final int HIGHEST_RATE = 768_000;
    private static final long UNKNOWN = 0xffffffffL;

    /** SoX and arecord write a number of these where they do not know; a recording can be as long. */
    private static final long UNKNOWN_FROM = 0x7fff0000L;

    private static final long UNKNOWN_TO = 0x7fffffffL;
    private static final int CHUNK_HEAD = 8;

    /** Whether a file begins as one. */
    static boolean isOne(byte[] start) {
        String text = new String(start, 0, Math.min(start.length, 12), StandardCharsets.ISO_8859_1);
        return text.matches("(?s)(RIFF|RIFX|RF64)....WAVE");
    }

    /**
     * Reads it, up to the first sample.
     *
     * @throws IOException when it is none, is cut off, or says what cannot be read; the message names the file and says
     *     what to do
     */
    static WavHead read(Path file, DataInputStream in) throws IOException {
        try {
            return new Reader(file, in).head();
        } catch (EOFException e) {
            throw new IOException(file + " ends within its head; it was cut off: copy it again", e);
        }
    }

    /** Bytes of one sample of all channels. */
    int frameBytes() {
        return encoding.bytes() * channels;
    }

    private record Reader(Path file, DataInputStream in) {

        WavHead head() throws IOException {
            byte[] start = bytes(12);
            if (!isOne(start)) {
                throw wrong("is no WAV file", "ffmpeg -i FILE NEW.wav, or sox FILE NEW.wav, makes one");
            } else if (start[3] == 'X') {
                throw wrong("is a WAV file of big-endian numbers (RIFX)", convert());
            }
            WavHead format = null;
            long longLength = -1;
            long riff = Integer.toUnsignedLong(
                    ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
            long at = start.length;
            while (true) {
                String name = new String(bytes(4), StandardCharsets.ISO_8859_1);
                long length = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
                at += CHUNK_HEAD;
                if (name.equals("fmt ")) {
                    format = format(length);
                } else if (name.equals("ds64") && length >= 16) {
                    longLength = ByteBuffer.wrap(bytes(16))
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong(8);
                    in.skipNBytes(length - 16 + length % 2);
                } else if (name.equals("data") && format != null) {
                    boolean known = longLength >= 0 || isKnown(length, riff, at);
                    long bytes = longLength >= 0 && length == UNKNOWN ? longLength : length;
                    return new WavHead(format.encoding(), format.channels(), format.rate(), known ? bytes : TO_THE_END);
                } else if (name.equals("data")) {
                    throw wrong("has samples before it says what they are (no chunk 'fmt ')", convert());
                } else {
                    in.skipNBytes(length + length % 2);
                }
                at += length + length % 2;
            }
        }

        /**
         * Whether so many bytes of samples were written, and not in their place what a pipe begins with. What pipes begin
         * with counts where the file's own length agrees.
         *
         * @param riff how long the file says that it is, without the first eight bytes
         * @param at where the samples begin
         */
        private boolean isKnown(long length, long riff, long at) throws IOException {
            if (length != 0 && length != UNKNOWN && (length < UNKNOWN_FROM || length > UNKNOWN_TO)) {
                return true;
            }
            long size = Files.size(file);
            long behind = size - at - length;
            return behind >= 0 && (behind <= 1 || Math.abs(size - CHUNK_HEAD - riff) <= 1);
        }

        private WavHead format(long length) throws IOException {
            if (length < FORMAT_BYTES || length > LONGEST_FORMAT) {
                throw wrong("says in " + length + " bytes what its samples are", convert());
            }
            ByteBuffer format =
                    ByteBuffer.wrap(bytes((int) (length + length % 2))).order(ByteOrder.LITTLE_ENDIAN);
            int code = Short.toUnsignedInt(format.getShort(0));
            int channels = Short.toUnsignedInt(format.getShort(2));
            int rate = format.getInt(4);
            int block = Short.toUnsignedInt(format.getShort(12));
            int bits = Short.toUnsignedInt(format.getShort(14));
            if (code == EXTENSIBLE && length >= SUBFORMAT + 2) {
                code = Short.toUnsignedInt(format.getShort(SUBFORMAT));
            }
            int written = code;
            Encoding encoding = Encoding.of(code, bits)
                    .orElseThrow(() -> wrong(
                            "has samples of the format " + written + " with " + Quantity.of(bits, "bit")
                                    + "; PCM of 8, 16, 24 or 32 bits, floats of 32 or 64 bits, A-law and \u00b5-law"
                                    + " are read",
                            convert()));
            if (channels < 1 || channels > MOST_CHANNELS) {
                throw wrong(
                        "says that it has " + channels + " channels; 1 to " + MOST_CHANNELS + " are read", convert());
            } else if (block != channels * encoding.bytes()) {
                throw wrong(
                        "says that " + channels + " samples of " + bits + " bits take " + block + " bytes", convert());
            } else if (rate < LOWEST_RATE) {
                throw wrong(
                        "has " + Integer.toUnsignedString(rate) + " samples a second; speech needs " + LOWEST_RATE
                                + " or more, and what was not recorded cannot be computed",
                        "record it anew, or take it from where it came from");
            } else if (rate > HIGHEST_RATE) {
                throw wrong("says that it has " + rate + " samples a second, more than " + HIGHEST_RATE, convert());
            }
            return new WavHead(encoding, channels, rate, 0);
        }

        private byte[] bytes(int count) throws IOException {
            byte[] bytes = new byte[count];
            in.readFully(bytes);
            return bytes;
        }

        private static String convert() {
            return "sox FILE -b 16 NEW.wav, or ffmpeg -i FILE NEW.wav, writes it anew";
        }

        private IOException wrong(String what, String way) {
            String name = String.valueOf(file.getFileName());
            return new IOException(file + " " + what + "; "
                    + way.replace("FILE", name).replace("NEW", name.replaceFirst("\\.[^.]*$", "") + "-new"));
        }
    }
}
