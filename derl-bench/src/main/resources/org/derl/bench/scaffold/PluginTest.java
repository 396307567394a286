package @package@;

import java.util.List;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.contract.Contract;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What "./derl contract" examines, in this project's own build. */
class @Prefix@PluginTest {

    @TestFactory
    Stream<DynamicTest> everythingHoldsTheContract() {
        return Configuration.of(getClass().getClassLoader())
                .make(Contract.class)
                .checks(List.of(@quoted@))
                .stream()
                .map(check -> DynamicTest.dynamicTest(check.toString(), check::verify));
    }
}
