package org.derl.bench.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.derl.bench.assembly.Assembly;
import org.derl.bench.contract.Verdict.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever the jars of DERL offer holds the contract; what cannot be asked says why. */
class ContractTest {

    private static final Assembly ASSEMBLY = Assembly.of(ContractTest.class.getClassLoader());

    @TestFactory
    Stream<DynamicTest> everyEntryOfTheCatalogHoldsTheContract() {
        return new Contract(ASSEMBLY)
                .checks(List.of()).stream().map(check -> DynamicTest.dynamicTest(check.toString(), () -> holds(check)));
    }

    private static void holds(Check check) {
        Verdict verdict = check.ask();
        System.out.println(verdict);
        assertTrue(verdict.outcome() != Outcome.FAILS, verdict::toString);
        boolean declared =
                verdict.outcome() != Outcome.UNTESTED || !verdict.detail().startsWith("cannot be built");
        assertTrue(declared, verdict::toString);
    }
}
