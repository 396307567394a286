package org.derl.bench.cli;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.contract.Check;
import org.derl.bench.contract.Contract;
import org.derl.bench.contract.PropertyResult;
import org.derl.bench.contract.PropertyResult.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code derl contract}. */
@Command(
        name = "contract",
        mixinStandardHelpOptions = true,
        description = "Examines what every model and part must hold, a third party's too: that it learns, saves and "
                + "loads, predicts alike alone and in a batch, honors padding, lets gradients through, moves every "
                + "parameter ...",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything holds, or its jar says why it does not.",
            "1:Something fails; its line says what.",
            "2:An argument or a setting cannot be used; see the message."
        })
final class ContractCommand extends ConfiguredCommand {

    @Parameters(
            paramLabel = "NAME",
            description = "Models, text encoders, parts and data sets (default: all, which takes some minutes).")
    private List<String> names = new ArrayList<>();

    @Inject
    private Contract contract;

    @Override
    protected List<Class<?>> needs() {
        return List.of(Contract.class);
    }

    @Override
    protected void check() {
        Doubles.refuse("the name", names);
    }

    @Override
    protected int run() {
        PrintWriter out = spec.commandLine().getOut();
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (Check check : contract.checks(names)) {
            PropertyResult verdict = check.ask();
            counts.merge(verdict.outcome(), 1, Integer::sum);
            out.println(verdict);
            out.flush();
        }
        out.printf(
                Locale.ROOT,
                "%d hold, %d declared, %d untested, %d failed%n",
                counts.getOrDefault(Outcome.HOLDS, 0),
                counts.getOrDefault(Outcome.DECLARED, 0),
                counts.getOrDefault(Outcome.UNTESTED, 0),
                counts.getOrDefault(Outcome.FAILS, 0));
        out.flush();
        return counts.containsKey(Outcome.FAILS) ? 1 : 0;
    }
}
