package org.derl.bench.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.parity.Parity;
import org.derl.tensor.Compute;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derl parity}. */
@Command(
        name = "parity",
        mixinStandardHelpOptions = true,
        description = "Checks that this machine computes what the reference implementations computed.",
        footer = {
            "",
            "A case folder holds config.json (the reference's settings under its own names),",
            "and weights, inputs and expected as safetensors. Each line is one quantity of",
            "one case. Fixtures of the models lie in",
            "  derl-fusion/src/test/resources/org/derl/models/golden",
            "and those of building blocks among the resources of their modules' tests.",
            "Folders without a case are named and passed by. A setting of the reference that",
            "nothing here offers is refused: 'not offered: KEY = VALUE'."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All passed.",
            "1:Some failed; their lines say which.",
            "2:None failed, but an argument or a case cannot be used, or is not offered here.",
            "70:The memory does not suffice; DERL_HEAP gives more."
        })
final class ParityCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders in or below which case folders lie.")
    private List<Path> directories;

    @Option(names = "--device", defaultValue = "cpu", description = "auto, cpu, gpu0 ... (default: ${DEFAULT-VALUE})")
    private String device;

    @Override
    public Integer call() throws Exception {
        Doubles.refuse("the folder", directories);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return new Parity(Compute.device(device), out, err).run(directories);
    }
}
