package org.derl.bench.sweep;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Values of a setting: as they are written, and as names and titles of models have them. */
final class VariedValues {

    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,9})\\.\\.(-?\\d{1,9})");

    private VariedValues() {}

    /** With each range, such as 1..6, in the form of its numbers. */
    static List<ConfigValue> ranges(List<ConfigValue> values) {
        return values.stream().flatMap(VariedValues::range).toList();
    }

    private static Stream<ConfigValue> range(ConfigValue value) {
        Matcher range = RANGE.matcher(String.valueOf(value.unwrapped()));
        if (value.valueType() != ConfigValueType.STRING || !range.matches()) {
            return Stream.of(value);
        }
        return LongStream.rangeClosed(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)))
                .limit(VariedPath.MOST + 1)
                .mapToObj(number -> ConfigValueFactory.fromAnyRef(number).withOrigin(value.origin()));
    }

    /** Without a dot, which would end the name where settings are given by their path: 0.0015 is 15e-4. */
    static String name(ConfigValue value) {
        String name = title(value).replaceAll("[^A-Za-z0-9_-]+", "-");
        return value.valueType() == ConfigValueType.NUMBER ? name : name.replaceAll("^-+|-+$", "");
    }

    /** A value as titles have it. */
    static String title(ConfigValue value) {
        if (!(value.unwrapped() instanceof Number)) {
            return plain(value);
        }
        BigDecimal number = new BigDecimal(value.unwrapped().toString()).stripTrailingZeros();
        return number.scale() <= 0 ? number.toPlainString() : number.unscaledValue() + "e-" + number.scale();
    }

    /** A value as files of numbers have it. */
    static String plain(ConfigValue value) {
        return value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST
                ? value.render(ConfigRenderOptions.concise())
                : String.valueOf(value.unwrapped());
    }
}
