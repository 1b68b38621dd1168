package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built documentation site in a real browser that reaches this machine only: {@code .ci/site}
 * runs it.
 */
class SiteIT {
  private static final String LINKS =
      "JSON.stringify([...document.querySelectorAll('a[href]')].map(a => a.href))";
  private static final String IDS =
      "JSON.stringify([...document.querySelectorAll('[id]')].map(e => e.id))";
  private static final String FOREIGN =
      "performance.getEntriesByType('resource').map(e => e.name).filter(name =>"
          + " !name.startsWith(location.origin) && !name.startsWith('data:')).join()";

  @TempDir Path folder;
  private final Path site = Path.of(System.getProperty("site", "site/target/site"));
  private HttpServer server;
  private Browser browser;

  @BeforeEach
  void serve() throws Exception {
    Optional<Path> chromium = Browser.installed();
    assumeTrue(chromium.isPresent(), "there is no Chromium on the path: skipped");
    assumeTrue(Files.exists(site.resolve("index.html")), "site/build was not run: skipped");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
    browser = new Browser(chromium.get(), folder.resolve("profile"));
  }

  @AfterEach
  void close() throws Exception {
    if (browser != null) {
      browser.close();
      server.stop(0);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Path file = file(exchange.getRequestURI());
    if (file.endsWith("favicon.ico")) { // asked for by the browser, for pages that name no icon
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
      return;
    }
    boolean found = Files.isRegularFile(file);
    byte[] bytes = found ? Files.readAllBytes(file) : new byte[0];
    exchange.getResponseHeaders().set("Content-Type", type(file.toString()));
    exchange.sendResponseHeaders(found ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  private Path file(URI address) {
    String path = address.getPath();
    return site.resolve(path.substring(1) + (path.endsWith("/") ? "index.html" : ""));
  }

  private static String type(String file) {
    return file.endsWith(".js")
        ? "text/javascript"
        : file.endsWith(".css")
            ? "text/css"
            : file.endsWith(".svg") ? "image/svg+xml" : "text/html; charset=utf-8";
  }

  private String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private List<String> pages() throws IOException {
    try (Stream<Path> files = Files.walk(site)) {
      return files
          .map(file -> site.relativize(file).toString())
          .filter(file -> file.endsWith(".html") && !file.startsWith("javadoc"))
          .filter(file -> !file.equals("404.html"))
          .sorted()
          .toList();
    }
  }

  @Test
  void opensEachPageWithoutAComplaintAndFollowsEachLink() throws Exception {
    Map<String, Set<String>> ids = new TreeMap<>();
    Map<String, List<String>> links = new TreeMap<>();
    for (String page : pages()) {
      browser.open(origin() + "/" + page);
      Started.await(page + " is shown", () -> shown("document.querySelector('h1') !== null"));
      ids.put(page, new TreeSet<>(texts(IDS)));
      links.put(page, texts(LINKS));
      assertThat(browser.tell(FOREIGN).asText()).as(page).isEmpty();
      assertThat(browser.tell("[...document.images].filter(i => !i.naturalWidth).length").asInt())
          .as("images of " + page)
          .isZero();
    }

    assertThat(ids).hasSizeGreaterThan(50);
    List<String> broken = new ArrayList<>();
    links.forEach((page, all) ->
        all.stream()
            .filter(link -> link.startsWith(origin()))
            .filter(link -> isBroken(URI.create(link), ids))
            .forEach(link -> broken.add(page + " -> " + link.substring(origin().length()))));
    assertThat(broken).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  private boolean isBroken(URI link, Map<String, Set<String>> ids) {
    Path file = file(link);
    String page = site.relativize(file).toString();
    String anchor = Optional.ofNullable(link.getFragment()).orElse("");
    boolean isChecked = ids.containsKey(page) && !anchor.isEmpty();
    boolean isThere = ids.getOrDefault(page, Set.of()).contains(anchor);
    return !Files.isRegularFile(file) || isChecked && !isThere;
  }

  private List<String> texts(String expression) throws Exception {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : Started.json(browser.tell(expression).asText())) {
      texts.add(one.asText());
    }
    return texts;
  }

  private boolean shown(String expression) {
    try {
      return browser.tell(expression).asBoolean();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void findsAPageByItsWords() throws Exception {
    browser.open(origin() + "/index.html");
    Started.await(
        "the search is there", () -> shown("!!document.querySelector('#local-search *')"));
    browser.tell("document.querySelector('#local-search button').click()");
    Started.await("it opens", () -> shown("!!document.querySelector('#localsearch-input')"));
    browser.tell(
        "(i => { i.value = 'quarantine'; i.dispatchEvent(new Event('input', {bubbles: true})) })"
            + "(document.querySelector('#localsearch-input'))");

    Started.await("it answers", () -> shown("!!document.querySelector('#localsearch-list a')"));
    assertThat(browser.tell("document.querySelector('#localsearch-list').innerText").asText())
        .containsIgnoringCase("quarantine");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void hasTheJavadocOfTheExportedPackages() throws Exception {
    browser.open(origin() + "/javadoc/index.html");

    assertThat(browser.tell("document.body.innerText").asText())
        .contains("io.github.standpipe.enrich", "io.github.standpipe.check")
        .doesNotContain("io.github.standpipe.internal");
    assertThat(browser.complaints()).isEmpty();
  }
}
