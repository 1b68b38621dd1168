package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.json.Json;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium, driven by its DevTools protocol on loopback. */
final class Browser implements WebSocket.Listener {
  private static final int PATIENCE_SECONDS = 300;
  private static final TimeUnit SECONDS = TimeUnit.SECONDS;
  private static final Set<String> COMPLAINTS =
      Set.of("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled");

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger sent = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** The program, if it is installed. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder ->
            Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Browser(Path program, Path profile) throws Exception {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1280,900",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    Started.await("Chromium listens", () -> Files.exists(port) && lines(port).size() > 1);
    URI page = page(lines(port).getFirst());
    socket = http.newWebSocketBuilder().buildAsync(page, this).get(PATIENCE_SECONDS, SECONDS);
    for (String domain : List.of("Page", "Runtime", "Log")) {
      call(domain + ".enable", Json.object());
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  private URI page(String port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    for (JsonNode target : Json.parse(answer)) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IllegalStateException("Chromium has no page: " + answer);
  }

  /** Opens a page and waits until it is loaded. */
  void open(URI page) throws Exception {
    open(page.toString());
  }

  void open(String page) throws Exception {
    events.clear();
    call("Page.navigate", Json.object().put("url", page));
    Started.await("the page loads", () -> events.contains("Page.loadEventFired"));
  }

  /** What an expression gives in the page. */
  JsonNode tell(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Json.object().put("expression", expression).put("returnByValue", true));
    assertThat(answer.has("exceptionDetails")).as(answer.toString()).isFalse();
    return answer.path("result").path("value");
  }

  String text(String selector) throws Exception {
    return tell("document.querySelector(" + quoted(selector) + ").innerText").asText();
  }

  void click(String selector) throws Exception {
    tell("document.querySelector(" + quoted(selector) + ").click()");
  }

  /** Presses a key on whatever has the focus. */
  void press(String key) throws Exception {
    ObjectNode down = Json.object().put("type", "keyDown").put("key", key);
    call("Input.dispatchKeyEvent", key.length() == 1 ? down.put("text", key) : down);
    call("Input.dispatchKeyEvent", Json.object().put("type", "keyUp").put("key", key));
  }

  private static String quoted(String text) {
    return Json.text(Json.object().textNode(text));
  }

  /** What the console says, and what was thrown. */
  List<String> complaints() {
    return complaints;
  }

  private JsonNode call(String method, JsonNode parameters) throws Exception {
    int id = sent.incrementAndGet();
    ObjectNode command = Json.object().put("id", id).put("method", method);
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(Json.text(command.set("params", parameters)), true).join();
    return answer.get(PATIENCE_SECONDS, SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      take(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void take(String message) {
    try {
      JsonNode json = Json.parse(message);
      String method = json.path("method").asText();
      if (COMPLAINTS.contains(method)) {
        complaints.add(message);
      }
      events.add(method);
      CompletableFuture<JsonNode> answer = answers.remove(json.path("id").asInt());
      if (answer != null) {
        answer.complete(json.path("result"));
      }
    } catch (JsonProcessingException e) {
      complaints.add(message);
    }
  }

  void close() throws InterruptedException {
    List<ProcessHandle> helpers = process.descendants().toList();
    process.destroyForcibly().waitFor(PATIENCE_SECONDS, SECONDS);
    helpers.forEach(ProcessHandle::destroyForcibly);
    Started.await("it is over", () -> helpers.stream().noneMatch(ProcessHandle::isAlive));
  }
}
