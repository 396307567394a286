package org.derl.datasets.pickle;

import java.util.Map;
import java.util.Optional;
import org.derl.datasets.array.ElementType;

/** PyTorch's names of the types of numbers: of storages, and of tensors in files of its version 2.1 and later. */
final class TensorTypes {

    private static final Map<String, ElementType> STORAGES = Map.ofEntries(
            Map.entry("BoolStorage", ElementType.BOOL),
            Map.entry("CharStorage", ElementType.INT8),
            Map.entry("ByteStorage", ElementType.UINT8),
            Map.entry("ShortStorage", ElementType.INT16),
            Map.entry("IntStorage", ElementType.INT32),
            Map.entry("LongStorage", ElementType.INT64),
            Map.entry("HalfStorage", ElementType.FLOAT16),
            Map.entry("BFloat16Storage", ElementType.BFLOAT16),
            Map.entry("FloatStorage", ElementType.FLOAT32),
            Map.entry("DoubleStorage", ElementType.FLOAT64));

    private TensorTypes() {}

    /** The type of a name within a module; of untyped storages, bytes. */
    static Optional<Value> of(String module, String name) {
        ElementType type =
                switch (module) {
                    case "torch" ->
                        STORAGES.getOrDefault(name, ElementType.named(name).orElse(null));
                    case "torch.cuda" -> STORAGES.get(name);
                    case "torch.storage" ->
                        name.equals("UntypedStorage") || name.equals("_UntypedStorage") ? ElementType.UINT8 : null;
                    default -> null;
                };
        return Optional.ofNullable(type).map(Value.TensorType::new);
    }
}
