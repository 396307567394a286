package org.derl.bench.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Letters of rows: two rows share one where they cannot be told apart, and share none where they can (H.-P. Piepho, An
 * algorithm for a letter-based representation of all-pairwise comparisons, 2004).
 */
public final class LetterDisplay {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private LetterDisplay() {}

    /**
     * The letters of each row; the first row has an a, and further letters begin further below.
     *
     * @param differ which two rows are told apart, at {@code [i][j]} and at {@code [j][i]}
     */
    public static List<String> of(boolean[][] differ) {
        List<BitSet> groups = new ArrayList<>();
        BitSet all = new BitSet();
        all.set(0, differ.length);
        groups.add(all);
        for (int one = 1; one < differ.length; one++) {
            for (int other = 0; other < one; other++) {
                if (differ[one][other]) {
                    part(groups, one, other);
                }
            }
        }
        groups.sort(Comparator.comparing(LetterDisplay::order));
        List<String> letters = new ArrayList<>(Collections.nCopies(differ.length, ""));
        for (int group = 0; group < groups.size(); group++) {
            String letter = letter(group);
            groups.get(group).stream().forEach(row -> letters.set(row, letters.get(row) + letter));
        }
        return letters;
    }

    /** Each group with both becomes two, but for those that another one contains. */
    private static void part(List<BitSet> groups, int one, int other) {
        List<BitSet> parted = groups.stream()
                .filter(group -> group.get(one) && group.get(other))
                .toList();
        groups.removeAll(parted);
        for (BitSet group : parted) {
            for (int out : new int[] {one, other}) {
                BitSet without = (BitSet) group.clone();
                without.clear(out);
                if (groups.stream().noneMatch(any -> contains(any, without))) {
                    groups.removeIf(any -> contains(without, any));
                    groups.add(without);
                }
            }
        }
    }

    private static boolean contains(BitSet group, BitSet rows) {
        BitSet rest = (BitSet) rows.clone();
        rest.andNot(group);
        return rest.isEmpty();
    }

    /** By the first rows, which are never those of another group alone. */
    private static String order(BitSet group) {
        StringBuilder order = new StringBuilder();
        group.stream().forEach(order::appendCodePoint);
        return order.toString();
    }

    /** After the last letter they are numbered, such as a2. */
    private static String letter(int group) {
        String letter = ALPHABET.substring(group % ALPHABET.length(), group % ALPHABET.length() + 1);
        return group < ALPHABET.length() ? letter : letter + (group / ALPHABET.length() + 1);
    }
}
