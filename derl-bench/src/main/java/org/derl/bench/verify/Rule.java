package org.derl.bench.verify;

import java.util.List;
import java.util.function.Function;

/**
 * Something that holds in every comparison that one can trust.
 *
 * @param name of one word
 * @param sentence that says what holds
 * @param breaches how a folder breaks it, a clause each; none where it holds
 */
record Rule(String name, String sentence, Function<Evidence, List<String>> breaches) {}
