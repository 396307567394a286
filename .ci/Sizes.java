import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Prints how large packages, files and methods of the main sources are: {@code java .ci/Sizes.java [FOLDER]}. The
 * folder is a checkout, this one unless told. A method counts from its first annotation or modifier to its closing
 * brace.
 */
final class Sizes {

    /** How large something is. */
    private record Size(int amount, String name) {}

    private Sizes() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length == 0 ? "." : arguments[0]);
        List<Path> sources = sources(root);
        List<Size> files = new ArrayList<>();
        Map<String, Integer> packages = new TreeMap<>();
        for (Path source : sources) {
            files.add(new Size(Files.readAllLines(source).size(), root.relativize(source).toString()));
            packages.merge(packageOf(source), 1, Integer::sum);
        }
        int lines = files.stream().mapToInt(Size::amount).sum();
        System.out.printf(
                Locale.ROOT, "%d lines in %d files of %d packages%n", lines, files.size(), packages.size());
        System.out.println("                    median  90 %  most");
        print("files per package", packages.entrySet().stream()
                .map(entry -> new Size(entry.getValue(), entry.getKey()))
                .toList());
        print("lines per file", files);
        print("lines per method", methods(sources));
    }

    /** What is compiled into a jar; {@code package-info.java} holds no code. */
    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString()
                            .replace('\\', '/')
                            .matches(".*derl-[a-z]+/src/main/java/.*[.]java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        }
    }

    private static String packageOf(Path source) {
        return source.getParent().toString().replace('\\', '/').replaceFirst(".*/src/main/java/", "").replace('/', '.');
    }

    private static List<Size> methods(List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Size> sizes = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Methods(unit, positions, sizes).scan(unit, null);
            }
        }
        return sizes;
    }

    private static void print(String what, List<Size> sizes) {
        List<Size> sorted = sizes.stream().sorted(Comparator.comparingInt(Size::amount)).toList();
        Size most = sorted.get(sorted.size() - 1);
        System.out.printf(
                Locale.ROOT,
                "%-18s  %6d  %4d  %4d  %s%n",
                what,
                quantile(sorted, 0.5),
                quantile(sorted, 0.9),
                most.amount(),
                most.name());
    }

    private static int quantile(List<Size> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1).amount();
    }

    /** Collects methods and constructors that have a body. */
    private static final class Methods extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Size> sizes;

        private Methods(CompilationUnitTree unit, SourcePositions positions, List<Size> sizes) {
            this.unit = unit;
            this.positions = positions;
            this.sizes = sizes;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null) {
                LineMap lines = unit.getLineMap();
                long first = lines.getLineNumber(positions.getStartPosition(unit, method));
                long last = lines.getLineNumber(positions.getEndPosition(unit, method));
                String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
                sizes.add(new Size((int) (last - first + 1), file + ":" + first + " " + method.getName()));
            }
            return super.visitMethod(method, nothing);
        }
    }
}
