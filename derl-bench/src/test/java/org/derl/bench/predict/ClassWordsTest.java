package org.derl.bench.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.derl.data.Task;
import org.junit.jupiter.api.Test;

class ClassWordsTest {

    @Test
    void wordsAreThoseOfTheRange() {
        ClassWords seven = new ClassWords(Task.SENTIMENT);
        assertEquals("highly negative", seven.of(-7.2));
        assertEquals("weakly negative", seven.of(-0.51));
        assertEquals("neutral", seven.of(0.5), "a half goes to the even number, as in Acc-7");
        assertEquals("highly positive", seven.of(2.6));
        ClassWords five = new ClassWords(new Task.Regression(-1, 1));
        assertEquals("negative", five.of(-0.7f), "a class holds its upper end, as in Acc-5");
        assertEquals("neutral", five.of(0.1f));
        assertEquals("positive", five.of(0.71));
        ClassWords two = new ClassWords(new Task.Regression(1, 5, 3.0));
        assertEquals("below 3", two.of(2.99));
        assertEquals("from 3", two.of(3));
        assertNull(new ClassWords(new Task.Regression(1, 5)).of(3));
    }
}
