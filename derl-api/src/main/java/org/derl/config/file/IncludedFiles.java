package org.derl.config.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.derl.io.RegularFile;
import org.jspecify.annotations.Nullable;

/** What one file of settings may include: files of its own folder, so many bytes of them in all. */
final class IncludedFiles implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    private static final String ONLY = "; only a file beside it can be, by its name";

    private final @Nullable Path folder;
    private final SettingsLimits limits = new SettingsLimits();
    private String including = "";

    private IncludedFiles(@Nullable Path folder) {
        this.folder = folder;
    }

    static IncludedFiles none() {
        return new IncludedFiles(null);
    }

    static IncludedFiles beside(Path file) {
        return new IncludedFiles(file.toAbsolutePath().getParent());
    }

    SettingsLimits limits() {
        return limits;
    }

    /** Parses a file; what it includes is parsed on the way. */
    Config parse(Path file) throws IOException {
        boolean json = file.toString().endsWith(".json");
        return parse(file.toString(), read(file), json ? ConfigSyntax.JSON : ConfigSyntax.CONF);
    }

    Config parse(String source, String text, ConfigSyntax syntax) throws IOException {
        limits.check(source, text);
        ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(source);
        String before = including;
        including = source;
        try {
            return ConfigFactory.parseString(text, options.setSyntax(syntax).setIncluder(this));
        } finally {
            including = before;
        }
    }

    private String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(RegularFile.check(file))) {
            return new String(in.readNBytes(limits.bytesLeft() + 1), StandardCharsets.UTF_8);
        }
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        if (folder == null || what.matches("(?s).*[/\\\\:].*|\\.*")) {
            throw refused(including + " includes " + what + ONLY);
        }
        Path file = folder.resolve(what);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            boolean none = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            throw refused(including + " includes " + what
                    + (none ? ", but there is no such file beside it" : ", which is a link or a folder" + ONLY));
        }
        try {
            return parse(file).root();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        return include(context, what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        return include(context, what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        return include(context, "classpath:" + what);
    }

    /** Nobody else is asked. */
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    private static UncheckedIOException refused(String message) {
        return new UncheckedIOException(new IOException(message));
    }
}
