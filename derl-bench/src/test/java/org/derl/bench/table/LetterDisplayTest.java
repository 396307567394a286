package org.derl.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LetterDisplayTest {

    private static boolean[][] differ(int rows, int[]... pairs) {
        boolean[][] differ = new boolean[rows][rows];
        for (int[] pair : pairs) {
            differ[pair[0]][pair[1]] = true;
            differ[pair[1]][pair[0]] = true;
        }
        return differ;
    }

    @Test
    void rowsThatCannotBeToldApartShareALetter() {
        assertEquals(List.of("a", "a", "a"), LetterDisplay.of(differ(3)));
        assertEquals(List.of("a", "b"), LetterDisplay.of(differ(2, new int[] {0, 1})));
        assertEquals(List.of("a", "ab", "b"), LetterDisplay.of(differ(3, new int[] {0, 2})));
        assertEquals(
                List.of("ab", "a", "b"),
                LetterDisplay.of(differ(3, new int[] {1, 2})),
                "the first has the letters of both others");
        assertEquals(
                List.of("a", "a", "b", "b"),
                LetterDisplay.of(differ(4, new int[] {0, 2}, new int[] {0, 3}, new int[] {1, 2}, new int[] {1, 3})));
        assertEquals(List.of("a"), LetterDisplay.of(differ(1)));
        assertEquals(List.of(), LetterDisplay.of(differ(0)));
    }

    @Test
    void lettersSayNeitherMoreNorLessThanThePairs() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int rows = 2 + random.nextInt(9);
            boolean[][] differ = new boolean[rows][rows];
            for (int i = 1; i < rows; i++) {
                for (int j = 0; j < i; j++) {
                    differ[i][j] = random.nextInt(3) == 0;
                    differ[j][i] = differ[i][j];
                }
            }
            List<String> letters = LetterDisplay.of(differ);
            for (int i = 1; i < rows; i++) {
                for (int j = 0; j < i; j++) {
                    Set<String> shared = new HashSet<>(each(letters.get(i)));
                    shared.retainAll(each(letters.get(j)));
                    assertEquals(differ[i][j], shared.isEmpty(), letters.toString());
                }
            }
        }
    }

    @Test
    void afterTheLastLetterTheyAreNumbered() {
        boolean[][] differ = new boolean[54][54];
        for (int i = 0; i < differ.length; i++) {
            for (int j = 0; j < differ.length; j++) {
                differ[i][j] = i != j;
            }
        }
        List<String> letters = LetterDisplay.of(differ);
        assertEquals(List.of("Z", "a2", "b2"), letters.subList(51, 54));
    }

    private static Set<String> each(String letters) {
        return letters.chars().mapToObj(Character::toString).collect(Collectors.toSet());
    }
}
