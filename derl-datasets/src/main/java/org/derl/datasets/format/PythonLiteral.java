package org.derl.datasets.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A dictionary as Python writes it, of the few values that a header may have: texts, truths, tuples of numbers. */
final class PythonLiteral {

    private final String text;
    private int at;

    PythonLiteral(String text) {
        this.text = text;
    }

    /** Reads the whole text as one dictionary. */
    Map<String, Object> dictionary() throws UnsoundException {
        Map<String, Object> entries = new LinkedHashMap<>();
        expect('{');
        while (!taken('}')) {
            String key = string();
            expect(':');
            if (entries.put(key, value()) != null) {
                throw new UnsoundException("its header names '" + key + "' twice");
            }
            if (!taken(',')) {
                expect('}');
                break;
            }
        }
        if (!text.substring(at).isBlank()) {
            throw wrong("the end");
        }
        return entries;
    }

    private Object value() throws UnsoundException {
        char next = peek();
        if (next == '\'' || next == '"') {
            return string();
        }
        if (next == '(') {
            return tuple();
        }
        for (Boolean truth : new Boolean[] {true, false}) {
            String name = truth ? "True" : "False";
            if (text.startsWith(name, at)) {
                at += name.length();
                return truth;
            }
        }
        if (next == '[') {
            throw new UnsoundException("its elements are records of several fields; save each field as an array");
        }
        throw wrong("a text, True, False or a tuple of numbers");
    }

    private String string() throws UnsoundException {
        char quote = peek();
        if (quote != '\'' && quote != '"') {
            throw wrong("a quoted text");
        }
        int end = text.indexOf(quote, at + 1);
        String string = end < 0 ? null : text.substring(at + 1, end);
        if (string == null || string.indexOf('\\') >= 0) {
            throw wrong("a quoted text without backslashes");
        }
        at = end + 1;
        return string;
    }

    private long[] tuple() throws UnsoundException {
        List<Long> numbers = new ArrayList<>();
        expect('(');
        while (!taken(')')) {
            numbers.add(number());
            if (!taken(',')) {
                expect(')');
                break;
            }
        }
        return numbers.stream().mapToLong(Objects::requireNonNull).toArray();
    }

    private long number() throws UnsoundException {
        peek();
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start || at - start > 18) {
            at = start;
            throw wrong("a length of an axis");
        }
        long number = Long.parseLong(text.substring(start, at));
        if (at < text.length() && text.charAt(at) == 'L') { // as Python 2 wrote them
            at++;
        }
        return number;
    }

    private char peek() throws UnsoundException {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at == text.length()) {
            throw new UnsoundException("its header ends too early");
        }
        return text.charAt(at);
    }

    private boolean taken(char wanted) throws UnsoundException {
        boolean taken = peek() == wanted;
        at += taken ? 1 : 0;
        return taken;
    }

    private void expect(char wanted) throws UnsoundException {
        if (!taken(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    private UnsoundException wrong(String expected) {
        return new UnsoundException("its header has no sense at character " + at + "; expected " + expected);
    }
}
