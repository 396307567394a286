package org.derl.bench.page;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A page in headless Chromium, which is told what to do over its DevTools protocol. */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE = 60;

    private final Process process;
    private final WebSocket socket;
    private final Answers answers;
    private int sent;

    /** Whole messages, as they come. */
    private static final class Answers implements WebSocket.Listener {

        private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                messages.add(JsonParser.parseString(part.toString()).getAsJsonObject());
                part.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, text, last);
        }

        JsonObject next() throws InterruptedException {
            JsonObject message = messages.poll(PATIENCE, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("Chromium says nothing");
            }
            return message;
        }
    }

    private Browser(Process process, WebSocket socket, Answers answers) {
        this.process = process;
        this.socket = socket;
        this.answers = answers;
    }

    /** Where Chromium is; none where it is not on the path. */
    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Opens a page.
     *
     * @param profile a folder for what Chromium keeps
     * @throws TimeoutException when it does not start
     */
    static Browser open(Path program, Path profile, URI page) throws Exception {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(Files.createDirectories(profile).resolve("said").toFile())
                .start();
        try {
            String port = port(process, profile.resolve("DevToolsActivePort"));
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?" + page))
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build();
            String opened = client.send(request, BodyHandlers.ofString()).body();
            Answers answers = new Answers();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(
                            URI.create(JsonParser.parseString(opened)
                                    .getAsJsonObject()
                                    .get("webSocketDebuggerUrl")
                                    .getAsString()),
                            answers)
                    .get(PATIENCE, TimeUnit.SECONDS);
            Browser browser = new Browser(process, socket, answers);
            browser.untilItIsThere("location.protocol", "file:");
            return browser;
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Goes to another page, as by its address. */
    void go(URI page) throws Exception {
        send("Page.navigate", Map.of("url", page.toString()));
        untilItIsThere("location.pathname", page.normalize().getPath());
    }

    private void untilItIsThere(String place, String value) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!evaluate(place + " + document.readyState").getAsString().equals(value + "complete")) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("Chromium does not come to " + value);
            }
            Thread.sleep(20);
        }
    }

    private static String port(Process process, Path file) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (System.nanoTime() < end && process.isAlive()) {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() > 1) {
                    return lines.get(0);
                }
            }
            Thread.sleep(20);
        }
        throw new TimeoutException("Chromium does not start");
    }

    /** What an expression of JavaScript gives. */
    JsonElement evaluate(String expression) throws Exception {
        JsonObject answer = send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.getAsJsonObject("result").get("value");
    }

    /** Clicks on the middle of an element, as a person does. */
    void click(String selector) throws Exception {
        String element = "document.querySelector(" + new JsonPrimitive(selector) + ")";
        evaluate(element + ".scrollIntoView({ block: 'center' })");
        JsonObject middle = evaluate("(r => ({ x: r.x + r.width / 2, y: r.y + r.height / 2 }))(" + element
                        + ".getBoundingClientRect())")
                .getAsJsonObject();
        for (String type : List.of("mousePressed", "mouseReleased")) {
            send(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            middle.get("x").getAsDouble(),
                            "y",
                            middle.get("y").getAsDouble(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Takes the place of another screen. */
    void show(int width, int height, boolean dark) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** What is seen, as PNG. */
    byte[] screenshot() throws Exception {
        return Base64.getDecoder()
                .decode(send("Page.captureScreenshot", Map.of()).get("data").getAsString());
    }

    private JsonObject send(String method, Map<String, Object> parameters)
            throws InterruptedException, ExecutionException, TimeoutException {
        JsonObject message = new JsonObject();
        message.addProperty("id", ++sent);
        message.addProperty("method", method);
        message.add("params", new Gson().toJsonTree(parameters));
        socket.sendText(message.toString(), true).get(PATIENCE, TimeUnit.SECONDS);
        while (true) {
            JsonObject answer = answers.next();
            if (answer.has("id") && answer.get("id").getAsInt() == sent) {
                if (answer.has("error")) {
                    throw new IllegalStateException(method + ": " + answer.get("error"));
                }
                return answer.getAsJsonObject("result");
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
