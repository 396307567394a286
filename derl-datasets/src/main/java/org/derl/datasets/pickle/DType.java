package org.derl.datasets.pickle;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.derl.datasets.array.NumpyType;
import org.derl.datasets.pickle.bytes.PicklePlace;

/** A dtype of numpy as pickles make it: by its short name first, then by its state. */
final class DType {

    /** The parts of numpy's state that matter. */
    private static final int ORDER = 1;

    private static final int NAMED_FROM = 2;
    private static final int ITEM_SIZE = 5;

    private DType() {}

    /**
     * The one of a short name.
     *
     * @throws IOException when it is none that DERL reads
     */
    static NumpyType of(PicklePlace place, String code) throws IOException {
        return NumpyType.of(code)
                .orElseThrow(() -> place.wrong("asks for arrays of dtype '" + PicklePlace.shortened(code)
                        + "'; DERL reads booleans, integers and floats of up to 64 bits, texts and objects: save it"
                        + " as another"
                        + way(code)));
    }

    /** How another is made of a complex number or a date. */
    private static String way(String code) {
        String kind = code.replaceFirst("^[<>=|]", "");
        return kind.startsWith("c")
                ? ", such as array.real and array.imag"
                : kind.startsWith("M") || kind.startsWith("m") ? ", such as array.astype(str)" : "";
    }

    /**
     * The dtype with the state that numpy gives it: version, byte order, three names that only records have, and the
     * size of texts.
     */
    static NumpyType with(PicklePlace place, NumpyType type, Value state) throws IOException {
        if (!(state instanceof Value.Sequence tuple)
                || tuple.elements().size() <= ITEM_SIZE
                || !(tuple.elements().get(ITEM_SIZE) instanceof Value.Whole size)) {
            throw place.damaged("sets a dtype to what is no state of one");
        }
        List<Value> parts = tuple.elements();
        if (!parts.subList(NAMED_FROM, ITEM_SIZE).stream().allMatch(Value.None.NONE::equals)) {
            throw place.wrong(
                    "asks for arrays of records; DERL reads arrays of single values: save each field by itself");
        } else if (type.isText() && size.value() != type.bytes() && size.value() >= 0) {
            throw place.damaged("gives a dtype two sizes, " + type.bytes() + " and " + size.value());
        }
        return switch (Arguments.text(place, parts.get(ORDER))) {
            case "<", "|", "=" -> type.with(ByteOrder.LITTLE_ENDIAN);
            case ">" -> type.with(ByteOrder.BIG_ENDIAN);
            default -> throw place.damaged("sets a dtype to an unknown byte order");
        };
    }
}
