package org.derl.bench.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Files of other kinds, by the bytes that all of a kind have: what each is, and the way out. */
final class Foreign {

    private static final String UNPACK = "; unpack it and name the files within";
    private static final String TAKE_FEATURES = "; DERL reads the features that were taken from such";

    private static final String TO_WAV = "; DERL reads WAV: ffmpeg -i FILE NEW.wav, or sox FILE NEW.wav, writes it";
    private static final String TAKE_SOUND =
            "; DERL reads sound as WAV, which ffmpeg -i FILE -vn NEW.wav writes, and faces as OpenFace's CSV";

    private static final List<Kind> KINDS = List.of(
            start("7z\u00bc\u00af'\u001c", "is a 7z archive" + UNPACK),
            start("Rar!\u001a\u0007", "is a rar archive" + UNPACK),
            new Kind(257, "ustar", "is a tar archive" + UNPACK + ", as by tar -xf"),
            start("BZh", "is compressed by bzip2; unpack it by bunzip2"),
            start("(\u00b5/\u00fd", "is compressed by zstd; unpack it by unzstd"),
            start("\u0004\"M\u0018", "is compressed by lz4; unpack it by unlz4"),
            start("\u001f\u009d", "is compressed by compress; unpack it by uncompress"),
            start("x\u0001", joblib()),
            start("x\u009c", joblib()),
            start("x\u00da", joblib()),
            start("PAR1", table("a Parquet", "parquet")),
            start("ARROW1", table("an Arrow (Feather)", "feather")),
            start("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", workbook()),
            start("SQLite format 3", "is a database of SQLite; write its tables as CSV"),
            start("{\\rtf", "is a document of RTF, whatever its name; save it as plain text, or its table as CSV"),
            start("%PDF-", "is a PDF document, not data"),
            start("\u0089PNG\r\n", "is a picture (PNG)" + TAKE_FEATURES),
            start("\u00ff\u00d8\u00ff", "is a picture (JPEG)" + TAKE_FEATURES),
            start("GIF8", "is a picture (GIF)" + TAKE_FEATURES),
            start("RIFF", "is a film (RIFF: AVI)" + TAKE_SOUND),
            start("ID3", "is sound (MP3)" + TO_WAV),
            start("fLaC", "is sound (FLAC)" + TO_WAV),
            start("OggS", "is sound (Ogg)" + TO_WAV),
            start("\u00ff\u00fb", "is sound (MP3)" + TO_WAV),
            start("\u00ff\u00f3", "is sound (MP3)" + TO_WAV),
            new Kind(8, "AIFF", "is sound (AIFF)" + TO_WAV),
            start(".snd", "is sound (AU)" + TO_WAV),
            new Kind(4, "ftyp", "is a film or sound (MP4, M4A)" + TAKE_SOUND),
            start("\u001aE\u00df\u00a3", "is a film (Matroska, WebM)" + TAKE_SOUND));

    private Foreign() {}

    private record Kind(int offset, String bytes, String what) {

        boolean is(byte[] start) {
            byte[] expected = bytes.getBytes(StandardCharsets.ISO_8859_1);
            return start.length >= offset + expected.length
                    && Arrays.equals(start, offset, offset + expected.length, expected, 0, expected.length);
        }
    }

    private static Kind start(String bytes, String what) {
        return new Kind(0, bytes, what);
    }

    private static String joblib() {
        return "is compressed by zlib, as joblib does it; in Python, write it anew: "
                + "pickle.dump(joblib.load('FILE'), open('NEW.pkl', 'wb'))";
    }

    private static String table(String kind, String reader) {
        return "is " + kind + " file; in Python, write it as CSV: pandas.read_" + reader
                + "('FILE').to_csv('NEW.csv', index=False)";
    }

    static String workbook() {
        return "is a workbook of Excel or the like; save its sheet as CSV";
    }

    /** What a file is whose first bytes only one kind has. */
    static Optional<String> of(byte[] start) {
        return KINDS.stream().filter(kind -> kind.is(start)).map(Kind::what).findFirst();
    }
}
