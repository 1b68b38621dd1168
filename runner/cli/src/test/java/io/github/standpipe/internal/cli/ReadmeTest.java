package io.github.standpipe.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.standpipe.json.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The first screen of the README: its picture is what the commands print, made by them with {@code
 * -Dpicture=write}.
 */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Path PICTURE = Path.of("docs/first-run.svg");
  private static final String ID = "2d6873ee-a568-4860-9941-5e3e0011b97c";

  private static String picture() {
    List<String> lines = new ArrayList<>();
    lines.addAll(shown("check", "docs/examples/orders.yaml"));
    lines.add("");
    lines.addAll(shown("run", "--case", "drops-a-draft", "--case", "passes-eight"));
    return new TerminalPicture("standpipe check, and standpipe run", lines).svg();
  }

  /** Coloured as on a terminal; what is random has a value of its own. */
  private static List<String> shown(String... command) {
    String before = System.getProperty("picocli.ansi", "");
    System.setProperty("picocli.ansi", "true");
    try {
      List<String> lines = new ArrayList<>();
      lines.add("\u001b[1m$ standpipe " + String.join(" ", command) + "\u001b[0m");
      Said.by(command).lines().stream()
          .map(line ->
              line.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ID)
                  .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:34567"))
          .flatMap(ReadmeTest::wrapped)
          .forEach(lines::add);
      return lines;
    } finally {
      System.setProperty("picocli.ansi", before);
    }
  }

  /** A line that is too long for a page goes on in the next one, as on a terminal. */
  private static Stream<String> wrapped(String line) {
    List<String> parts = new ArrayList<>();
    String rest = line;
    while (rest.length() > 118 && rest.lastIndexOf(' ', 118) > 4) {
      int end = rest.lastIndexOf(' ', 118);
      parts.add(rest.substring(0, end));
      rest = "    " + rest.substring(end + 1);
    }
    parts.add(rest);
    return parts.stream();
  }

  @Test
  void showsWhatTheCommandsPrint() throws IOException {
    String picture = picture();
    if ("write".equals(System.getProperty("picture"))) {
      Files.writeString(PICTURE, picture);
    }

    assertThat(PICTURE)
        .as("make it again with -Dtest=ReadmeTest -Dpicture=write")
        .content()
        .isEqualTo(picture);
  }

  @Test
  void isAPictureThatRunsNothingAndNamesNoOtherFile() throws Exception {
    Element svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(PICTURE.toFile())
            .getDocumentElement();

    NodeList all = svg.getElementsByTagName("*");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      names.add(all.item(i).getNodeName());
    }
    assertThat(names).containsOnly("title", "style", "rect", "text", "tspan");
    assertThat(Files.readString(PICTURE))
        .doesNotContain("url(", "@import", "href", "\u001b")
        .contains("prefers-color-scheme: dark");
    assertThat(svg.getTextContent().lines())
        .allMatch(line -> line.chars().allMatch(c -> Printable.isPlain((char) c)));
  }

  @Test
  void opensWithASentenceAPictureAndThreeLines() throws IOException {
    List<String> lines =
        Files.readAllLines(README).stream().filter(line -> !line.isBlank()).toList();

    assertThat(lines.get(0)).isEqualTo("# Standpipe");
    assertThat(lines.get(1)).matches("[A-Z][^.]*\\.");
    assertThat(lines.get(2)).matches("!\\[[^]]+]\\(" + PICTURE + "\\)");
    assertThat(lines.get(3)).isEqualTo("```sh");
    assertThat(lines.subList(4, 7))
        .satisfiesExactly(
            download -> assertThat(download).contains("tar xz", "PATH"),
            check -> assertThat(check).startsWith("standpipe check your-template.yaml"),
            run -> assertThat(run).matches("standpipe run( .*)?"));
    assertThat(lines.get(7)).isEqualTo("```");
  }

  /** Every file that the README refers to, and every anchor of another page. */
  @Test
  void refersToWhatIsThere() throws IOException {
    Pattern link = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    List<String> targets =
        link.matcher(Files.readString(README)).results().map(found -> found.group(1)).toList();

    assertThat(targets).hasSizeGreaterThan(20).allMatch(target -> Files.exists(Path.of(target)));
  }
}
