package io.github.standpipe.internal.report;

import io.github.standpipe.internal.coverage.Coverage;
import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cases as one self-contained HTML page. It shows what was seen while the cases were verified. The
 * same cases give the same page, byte for byte.
 */
public final class HtmlReport {
  private final Project project;
  private final Html html = new Html();
  private final PageBlocks blocks = new PageBlocks();
  private final Map<String, Integer> places = new HashMap<>();
  private final List<Story> stories;
  private final Optional<Coverage> reached;

  private HtmlReport(Project project, List<Story> stories, Optional<Coverage> reached) {
    this.project = project;
    this.stories = stories;
    this.reached = reached;
  }

  /**
   * The whole page, to be written as UTF-8. It contains values of the fixtures.
   *
   * @param project provides the template and the folder of relative paths
   * @param cases the verified cases; nothing is run or read again
   */
  public static String of(Project project, List<Verification> cases, Optional<Coverage> reached) {
    List<Story> stories = cases.stream().map(Story::of).toList();
    return new HtmlReport(project.portable(), stories, reached).page();
  }

  private String page() {
    stories.forEach(this::article);
    reached.ifPresent(coverage -> CoveragePage.write(coverage, blocks, places));
    head();
    html.add("<body>\n<a class=\"skip\" href=\"#case\">To the fixture</a>\n");
    new Overview(stories, html).header(templateName());
    html.add("<div class=\"panes\">\n<nav aria-label=\"Fixtures\" id=\"list\">\n");
    bySubject().forEach(this::group);
    reached.ifPresent(coverage -> new CoveragePage(coverage, html).list(places));
    html.add("<p class=\"none\" hidden>No fixture matches.</p>\n</nav>\n");
    html.add("<main id=\"case\" tabindex=\"-1\">\n<noscript><p>");
    html.add("The list shows the differences. To see a fixture, allow this page's script.");
    html.add("</p></noscript>\n</main>\n</div>\n").raw(blocks.html());
    html.add("<script>").raw(resource("report.js")).add("</script>\n");
    return html.add("</body>\n</html>\n").toString();
  }

  private void article(Story story) {
    Html article = new Html();
    new CasePage(project, story, blocks, article).write();
    String name = story.verification().name();
    places.put(name, blocks.article(name, article.toString()));
  }

  private Map<String, List<Story>> bySubject() {
    return stories.stream()
        .collect(Collectors.groupingBy(Story::subject, LinkedHashMap::new, Collectors.toList()));
  }

  private String templateName() {
    return project.fromRoot(project.template().file().toString());
  }

  private void head() {
    String css = resource("report.css");
    html.add("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.add(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n",
        "default-src 'none'; img-src data:; style-src '"
            + hash(css)
            + "'; script-src '"
            + hash(resource("report.js"))
            + "'; base-uri 'none'; form-action 'none'");
    html.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.add("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.add("<link rel=\"icon\" href=\"data:,\">\n");
    html.add("<title>{}</title>\n<style>", Overview.title(stories)).raw(css);
    html.add("</style>\n</head>\n");
  }

  private void group(String subject, List<Story> cases) {
    long failed = cases.stream().filter(story -> !story.verification().passed()).count();
    html.add("<section class=\"group\">\n<h2>{}", subject);
    html.add(
        "<span class=\"count{}\">{}</span></h2>\n<ul>\n",
        failed == 0 ? "" : " bad",
        failed == 0 ? cases.size() : failed + " of " + cases.size());
    for (Story story : cases) {
      String state = story.verification().passed() ? "passed" : "failed";
      String name = story.verification().name();
      html.add(
          "<li class=\"{}\"><a href=\"#{}\" data-block=\"{}\">",
          state,
          name,
          places.getOrDefault(name, 0));
      html.add("<span class=\"dot\"></span><span class=\"state\">{}: </span>", state);
      html.add("<span class=\"words\">{}</span></a>", story.sentence());
      more(story.verification());
      html.add("</li>\n");
    }
    html.add("</ul>\n</section>\n");
  }

  /** The text that a search finds in addition to the name, and that is shown without the script. */
  private void more(Verification verification) {
    String differences = String.join("\n", verification.differences());
    String tags = String.join(" ", verification.tags());
    if (!differences.isEmpty() || !tags.isEmpty()) {
      html.add("<span class=\"more\">{}</span>", (tags + "\n" + differences).strip());
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
