package org.derl.bench.cli.data;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says of transcripts in another script what text encoders, most of which read English, will make of them. */
final class ScriptNote {

    private static final double FEW = 0.05;

    private ScriptNote() {}

    /** Of transcripts, if too many of their letters are not Latin. */
    static Optional<String> of(List<String> transcripts) {
        long[] letters = new long[2];
        transcripts.forEach(
                text -> text.codePoints().filter(Character::isLetter).forEach(letter -> {
                    letters[0]++;
                    letters[1] += UnicodeScript.of(letter) == UnicodeScript.LATIN ? 0 : 1;
                }));
        return letters[1] <= FEW * letters[0]
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "text: %.0f %% of the letters of the transcripts are not Latin, and most of these are unknown"
                                + " to an English BERT; bge-small-zh-frozen reads Chinese, and DERL_BERT_WEIGHTS"
                                + " names weights of another language",
                        100.0 * letters[1] / letters[0]));
    }
}
