package org.derl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.internal.NDArrayEx;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.derl.data.SealedSplit;
import org.derl.model.FusionModel;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom, over the classes of every module. It lives in derl-bench because all others meet on its class
 * path. The rules are plain tests: fields that an annotation marks as rules are passed over in silence by Surefire.
 */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.derl");

    /** The packages of derl-api, lowest first; those of one line do not stand above each other. */
    private static final List<Set<String>> API_LEVELS = List.of(
            Set.of("org.derl.io"),
            Set.of("org.derl.tensor", "org.derl.config"),
            Set.of("org.derl.data"),
            Set.of("org.derl.part", "org.derl.eval"),
            Set.of("org.derl.model"),
            Set.of("org.derl.plugin"));

    /** Operations whose result DJL frees while autograd still needs it, where the other side is a Java number. */
    private static final Set<String> UNSAFE_WITH_NUMBER = Set.of(
            "mul",
            "muli",
            "div",
            "divi",
            "rdiv",
            "rdivi",
            "pow",
            "powi",
            "rpow",
            "rpowi",
            "maximum",
            "maximumi",
            "minimum",
            "minimumi");

    /** Operations of the engine whose bits differ between processors, whatever instructions it is held to. */
    private static final Set<String> DIFFERENT = Set.of("sqrt", "sqrti", "convolution", "rnn", "gru", "lstm");

    /** Functions of {@link Math} that may differ from machine to machine; those of {@link StrictMath} do not. */
    private static final Set<String> INEXACT = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot");

    /** How many files a package may hold, and how many nine of ten packages may: more are no room of one subject. */
    private static final int MOST_FILES = 25;

    private static final int USUAL_FILES = 16;

    private static final Set<String> FORMATTING = Set.of("format", "formatted", "printf", "toLowerCase", "toUpperCase");

    /** Errors that the system or a library makes: theirs may name a file and nothing else, or nothing at all. */
    private static final Set<String> BARE = Set.of(
            "java.lang.Throwable",
            "java.lang.Exception",
            "java.lang.RuntimeException",
            "java.io.IOException",
            "java.io.UncheckedIOException",
            "java.nio.file.FileSystemException");

    @Test
    void importFindsTheClasses() {
        // Without this, a wrong class path would let every rule below pass.
        assertTrue(CLASSES.stream().anyMatch(resideInAPackage("org.derl.data..")), "no class of derl-api");
        assertTrue(CLASSES.stream().anyMatch(resideInAPackage("org.derl.bench..")), "no class of derl-bench");
    }

    @Test
    void apiPackagesLookDownOnly() {
        for (int level = 0; level < API_LEVELS.size(); level++) {
            String[] packages = withSubpackages(API_LEVELS.subList(level, level + 1));
            String[] above = withSubpackages(API_LEVELS.subList(level + 1, API_LEVELS.size()));
            check(noClasses()
                    .that()
                    .resideInAnyPackage(packages)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above));
        }
    }

    @Test
    void apiPackagesKnowNoOtherModule() {
        DescribedPredicate<JavaClass> api = resideInAnyPackage(withSubpackages(API_LEVELS));
        check(noClasses()
                .that(api)
                .should()
                .dependOnClassesThat(resideInAPackage("org.derl..").and(not(api))));
    }

    @Test
    void apiPackagesFormNoCycle() {
        JavaClasses api = CLASSES.that(resideInAnyPackage(withSubpackages(API_LEVELS)));
        slices().matching("org.derl.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(api);
    }

    /** Parts of which others are made, as their papers say; no model knows the network of another one. */
    @Test
    void modelsKnowOneAnotherOnlyByThePartsTheyAreMadeOf() {
        Map<String, List<String>> madeOf = Map.of(
                "dlf",
                List.of("dmd", "mult"),
                "dmd",
                List.of("mult"),
                "lnln",
                List.of("almt"),
                "tetfn",
                List.of("mult", "selfmm"));
        SliceRule alone = slices().matching("org.derl.models.(*)..").should().notDependOnEachOther();
        for (Map.Entry<String, List<String>> model : madeOf.entrySet()) {
            String[] others = model.getValue().stream()
                    .map(other -> "org.derl.models." + other + "..")
                    .toArray(String[]::new);
            alone = alone.ignoreDependency(
                    resideInAPackage("org.derl.models." + model.getKey() + ".."),
                    resideInAnyPackage(others).and(not(assignableTo(FusionModel.class))));
        }
        alone.allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void benchKnowsNoPartModelOrDataSet() {
        check(noClasses()
                .that()
                .resideInAPackage("org.derl.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.derl.layers..",
                        "org.derl.encoders..",
                        "org.derl.gates..",
                        "org.derl.fusion..",
                        "org.derl.models..",
                        "org.derl.datasets.."));
    }

    @Test
    void onlyPluginsAndBenchKnowGuice() {
        DescribedPredicate<JavaClass> plugin = describe("plugins", type -> {
            String outermost = type.getName().replaceFirst("\\$.*", "");
            return outermost.endsWith("Plugin") || outermost.endsWith("PluginModule");
        });
        check(noClasses()
                .that(not(plugin.or(resideInAnyPackage("org.derl.plugin..", "org.derl.bench.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.inject.."));
    }

    /**
     * What is set for a process is seen by whatever runs in it, and is a field of the configuration instead. DJL is
     * told in no other way where libtorch lies.
     */
    @Test
    void nobodySetsSystemProperties() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.derl.tensor.CudaLibraries")
                .should()
                .callMethod(System.class, "setProperty", String.class, String.class));
    }

    @Test
    void onlyConfigPluginAndBenchKnowTypesafeConfig() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.derl.config..", "org.derl.plugin..", "org.derl.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.typesafe.config.."));
    }

    /** Our own class in DJL's package counts as DJL's here, so it too is for the tensor package alone. */
    @Test
    void onlyTensorKnowsThePyTorchEngine() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.derl.tensor..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.pytorch.."));
    }

    @Test
    void nobodyUsesTheTrainingLayerOfDjl() {
        // What hands a model to DJL is a block, whose signature names a store of parameters; neither computes anything.
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.derl.bench.djl")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl.training..", "ai.djl.nn.."));
    }

    @Test
    void onlyTensorCombinesArraysWithJavaNumbers() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.derl.tensor..")
                .should()
                .accessTargetWhere(describe("an array is combined with a Java number", this::isUnsafe)));
    }

    @Test
    void nobodyUsesOperationsThatProcessorsComputeDifferently() {
        check(noClasses()
                .should()
                .accessTargetWhere(describe(
                        "the engine's own root, convolution or recurrent layer",
                        access -> (access.getTargetOwner().isAssignableTo(NDArray.class)
                                        || access.getTargetOwner()
                                                .getSimpleName()
                                                .equals("JniUtils"))
                                && DIFFERENT.contains(access.getTarget().getName()))));
    }

    @Test
    void onlyChartsUseFunctionsThatJavaMayRoundAsItLikes() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.derl.bench.datacheck..")
                .should()
                .accessTargetWhere(describe(
                        "a function of Math for which StrictMath has one",
                        access -> access.getTargetOwner().isEquivalentTo(Math.class)
                                && INEXACT.contains(access.getTarget().getName()))));
    }

    @Test
    void nothingIsWrittenInTheLanguageOfTheMachine() {
        check(noClasses().should().accessTargetWhere(describe("Java's locale decides how it is written", access -> {
            String owner = access.getTargetOwner().getName();
            return access.getTarget() instanceof CodeUnitAccessTarget target
                    && FORMATTING.contains(target.getName())
                    && (owner.equals("java.lang.String")
                            || owner.equals("java.io.PrintWriter")
                            || owner.equals("java.io.PrintStream")
                            || owner.equals("java.util.Formatter"))
                    && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Locale.class));
        })));
    }

    @Test
    void errorsSayWhatReasonMakesOfThem() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.derl.io.Reason")
                .and()
                .doNotHaveFullyQualifiedName("org.derl.config.Fault") // names the class of what nobody expected
                .and()
                .doNotHaveFullyQualifiedName("org.derl.bench.cli.command.Failure") // looks whether it is the cause's
                .and()
                .doNotHaveFullyQualifiedName("org.derl.bench.failure.UserMistake") // looks whether there is one
                .should()
                .accessTargetWhere(describe(
                        "the message of an error that may be a bare path or none",
                        access -> access.getTarget().getName().equals("getMessage")
                                && BARE.contains(access.getTargetOwner().getName()))));
    }

    @Test
    void trainingCannotReachTheTestSplit() {
        check(noClasses()
                .that()
                .resideInAPackage("org.derl.bench.train..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.derl.data.DataSet"));
    }

    /** For the evaluation of a trial, for controls, which choose nothing on it, and for those that train nothing. */
    @Test
    void fewMayOpenTheTestSplit() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.derl.bench.trial.TrialRun")
                .and()
                .doNotHaveFullyQualifiedName("org.derl.bench.comparison.Controls")
                .and()
                .doNotHaveFullyQualifiedName("org.derl.bench.robustness.CorruptedInputs")
                .and()
                .doNotHaveFullyQualifiedName("org.derl.bench.probe.ProbeRun")
                .and()
                .doNotHaveFullyQualifiedName("org.derl.bench.text.SampleTexts")
                .and()
                .resideOutsideOfPackages("org.derl.bench.datacheck..", "org.derl.bench.contract..")
                .should()
                .callMethod(SealedSplit.class, "open", String.class, int.class));
    }

    @Test
    void roomsAreSmall() {
        List<Integer> sizes = files().values().stream().map(Set::size).sorted().toList();
        files().forEach((room, names) ->
                assertTrue(names.size() <= MOST_FILES, () -> room + " holds " + names.size() + " files: " + names));
        int ninth = sizes.get((int) Math.ceil(0.9 * sizes.size()) - 1);
        assertTrue(ninth <= USUAL_FILES, () -> "nine of ten packages hold up to " + ninth + " files");
    }

    /** The names of the files of each package. */
    private static Map<String, Set<String>> files() {
        return CLASSES.stream()
                .filter(type -> !type.isNestedClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getPackageName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getSimpleName, Collectors.toCollection(TreeSet::new))));
    }

    @Test
    void noTwoTypesHaveOneName() {
        Map<String, List<String>> byName = CLASSES.stream()
                .filter(type -> !type.isNestedClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
        byName.values().removeIf(packages -> packages.size() == 1);
        assertTrue(byName.isEmpty(), byName::toString);
    }

    @Test
    void roomsOfTheBenchFormNoCycle() {
        slices().matching("org.derl.bench.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void trainingAndMetricsKnowNoOtherRoomOfTheBench() {
        check(noClasses()
                .that()
                .resideInAnyPackage("org.derl.bench.train..", "org.derl.bench.metric..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.derl.bench..")
                        .and(not(resideInAnyPackage("org.derl.bench.train..", "org.derl.bench.metric..")))));
    }

    @Test
    void onlyTheCommandLineKnowsItsLibraries() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.derl.bench.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "me.tongfei.progressbar..", "org.jline.."));
    }

    private boolean isUnsafe(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && (owner.isAssignableTo(NDArray.class)
                        || owner.isAssignableTo(NDArrayEx.class)
                        || owner.isEquivalentTo(NDArrays.class))
                && UNSAFE_WITH_NUMBER.contains(target.getName())
                && target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Number.class));
    }

    private static String[] withSubpackages(List<Set<String>> levels) {
        return levels.stream()
                .flatMap(Set::stream)
                .map(name -> name + "..")
                .sorted()
                .toArray(String[]::new);
    }

    /** A rule holds over packages that are still empty. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
