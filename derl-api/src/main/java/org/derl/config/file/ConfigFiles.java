package org.derl.config.file;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.derl.io.Reason;

/**
 * Reads settings that anybody may have written, as {@code .conf} or as {@code .json}. A file may include existing files
 * in its own folder and nothing else: no URL, no resource of a jar, no file elsewhere. Environment variables are not
 * substituted. Size, nesting and substitutions are limited, so that reading ends soon whatever the file contains.
 */
public final class ConfigFiles {

    private ConfigFiles() {}

    /**
     * Reads a file, its substitutions done.
     *
     * @throws IOException when it is not there, is no regular file, or cannot be understood; the message names it
     */
    public static Config read(Path file) throws IOException {
        IncludedFiles included = IncludedFiles.beside(file);
        return checked(file.toString(), included, () -> included.parse(file));
    }

    /**
     * Reads a text that includes nothing.
     *
     * @param source where it comes from, for messages
     * @throws IOException when it cannot be understood
     */
    public static Config parse(String source, String text) throws IOException {
        IncludedFiles none = IncludedFiles.none();
        return checked(source, none, () -> none.parse(source, text, ConfigSyntax.CONF));
    }

    @FunctionalInterface
    private interface Parsing {
        Config parse() throws IOException;
    }

    private static Config checked(String source, IncludedFiles included, Parsing parsing) throws IOException {
        try {
            Config config = parsing.parse().resolve(ConfigResolveOptions.noSystem());
            included.limits().check(source, config);
            return config;
        } catch (ConfigException.UnresolvedSubstitution e) {
            throw new IOException(named(source, e) + "; only what the file itself says can be put in", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            throw new IOException(named(source, e), e);
        } catch (StackOverflowError e) {
            throw new IOException(source + " is nested too deep", e);
        } catch (OutOfMemoryError e) {
            throw new IOException(source + " says more than fits into memory, by substitutions that add up", e);
        }
    }

    private static String named(String source, RuntimeException error) {
        String message = Reason.of(error);
        return message.startsWith(source) ? message : source + ": " + message;
    }
}
