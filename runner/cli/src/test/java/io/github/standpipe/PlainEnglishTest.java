package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Comments, messages, help texts, scripts and docs avoid phrases that no technical writer would
 * use. Phrases that are right in one place and wrong in another are not listed.
 */
class PlainEnglishTest {
  private static final List<Phrase> BANNED =
      List.of(
          new Phrase(
              "(?i)(?<!there )\\b(?:is|are|was|were) no"
                  + " (?!longer|more|less|fewer|better|worse|later"
                  + "|earlier|larger|different|other)[a-z]",
              "is not a ...",
              "orders is no folder",
              "there is no folder orders"),
          new Phrase(
              "(?i)(?<!there )\\b(?:is|are) (?-i:none)\\b(?! of"
                  + " (?:the|these|those|its|their|them))",
              "is not one",
              "for a name that is none",
              "empty if there is none"),
          new Phrase(
              "(?i)\\b(?:tell|tells|told|telling)\\b",
              "report, print, describe, show, notify",
              "the queue tells its depth",
              "the queue reports its depth"),
          new Phrase(
              "(?i)(?<!\\b(?:one|each|all|most|some|both|any|none|many) )\\bof which\\b",
              "whose, or two sentences",
              "a group of which an earlier one is left",
              "three cases, one of which fails"),
          new Phrase(
              "(?i)\\bso many\\b(?! \\w+ that)|\\bso long\\b(?! that)|\\bso (?:much|often)"
                  + " (?:a|of)\\b",
              "N, SECONDS, that many",
              "wait so long at most",
              "so many events that the archive is full"),
          new Phrase(
              "(?i)\\bone's own\\b|\\bof our own\\b|\\bof ours\\b",
              "our own ..., a separate ...",
              "a thread of our own",
              "our own thread"),
          new Phrase(
              "(?i)\\bfrom life\\b|\\bfare[sd]?\\b|\\bshall\\b|\\bas (?:it|they|we|aws)"
                  + " (?:has|have) it\\b",
              "from production; what becomes of; must; as in ...",
              "how messages fare",
              "what becomes of messages"),
          new Phrase(
              "(?i)\\bwhoever\\b", "the caller, a user who ...", "whoever asked", "a caller"),
          new Phrase(
              "(?i)\\bheld against\\b|\\bholds? [^.;:`]{1,60} against\\b",
              "compare ... with",
              "holds a pipe against the template",
              "compares a pipe with the template"),
          new Phrase(
              "(?i)\\b(?:is|are) to be\\b",
              "must be, will be, should be",
              "what is to be written",
              "what will be written"),
          new Phrase(
              "(?i)\\bwhat is there\\b|\\bthe one before\\b",
              "the existing ..., the previous one",
              "replaces what is there",
              "replaces the existing value"),
          new Phrase(
              "(?i)@throws [\\w.]+ (?:where|when)\\b|\\b(?:empty|none|nothing|null|absent) where\\b"
                  + "|\\bwhere (?:there (?:is|are)|nothing|none|nobody)\\b",
              "if",
              "empty where there is no name",
              "empty if there is no name"),
          new Phrase(
              "(?i)[,;:] for (?:it|they|there|these|those|nothing|nobody|he|that|this)"
                  + " (?:is|are|was|were|has|have|may|can|do|does|would|could|must)\\b",
              "because",
              "not compared, for it is not known",
              "not compared, because it is not known"),
          new Phrase("(?i)\\bend points?\\b", "endpoint", "an end point of AWS", "an endpoint"),
          new Phrase(
              "(?i)\\b(?:take|takes|taken|took) (?:\\w+ )?for (?:a|an|one)\\b",
              "read as, treat as, mistake for",
              "a line that is taken for a command",
              "a line that is read as a command"),
          new Phrase(
              "(?i)\\bwhat (?:came|comes) of\\b",
              "the result of, what became of",
              "what came of a case",
              "the result of a case"),
          new Phrase(
              "(?i)\\bas (?:a person|people|a program) reads? (?:it|them)\\b",
              "as text, as JSON",
              "a trace as a program reads it",
              "a trace as JSON"));

  /** Files that have to quote a banned phrase, each with the reason. */
  private static final Map<String, String> ALLOWED =
      Map.of(
          "runner/cli/src/test/java/io/github/standpipe/PlainEnglishTest.java", "lists the phrases",
          "runner/cli/src/test/java/io/github/standpipe/NamingTest.java", "lists banned names");

  private static final Set<String> PROSE_LINES =
      Set.of("sh", "py", "js", "mjs", "css", "yaml", "jslt", "xml", "console", "properties");

  private static final Pattern PIECE =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\]++|\\\\.)++'",
          Pattern.DOTALL);

  /** A pattern, what to write instead, a text that it finds and one that it must not find. */
  private record Phrase(Pattern pattern, String instead, String bad, String good) {
    Phrase(String pattern, String instead, String bad, String good) {
      this(Pattern.compile(pattern), instead, bad, good);
    }
  }

  /** Text in one line of blanks, and the line in its file of each character. */
  private static final class Passage {
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> lines = new ArrayList<>();

    void add(String part, int line) {
      int at = line;
      for (int i = 0; i < part.length(); i++) {
        char c = part.charAt(i);
        boolean blank = Character.isWhitespace(c);
        if (!blank || text.isEmpty() || text.charAt(text.length() - 1) != ' ') {
          text.append(blank ? ' ' : c);
          lines.add(at);
        }
        at += c == '\n' ? 1 : 0;
      }
    }
  }

  @Test
  void everyBannedPhraseIsFoundAndItsReplacementIsNot() {
    assertThat(BANNED)
        .allSatisfy(phrase -> {
          assertThat(phrase.pattern().matcher(phrase.bad()).find()).as(phrase.bad()).isTrue();
          assertThat(BANNED)
              .noneSatisfy(p -> assertThat(phrase.good()).containsPattern(p.pattern()));
        });
  }

  @Test
  void aPhraseIsFoundAcrossLinesOfACommentAndAcrossStringLiterals() {
    String source = "class A {\n  /**\n   * That is\n   * no folder.\n   */\n  int a;\n";
    assertThat(hits("A.java", source)).containsExactly("A.java:3: \"is no f\": is not a ...");
    String text = "class A {\n  String a = \"orders is\"\n      + \" no folder\";\n";
    assertThat(hits("A.java", text)).containsExactly("A.java:2: \"is no f\": is not a ...");
    assertThat(hits("A.java", "boolean told = isShall;")).isEmpty();
    assertThat(hits("a.md", "one that\nis\nno folder, but `is no code`\n")).hasSize(1);
  }

  @Test
  void sourcesAndDocsAreInPlainEnglish() throws IOException {
    Map<String, List<String>> found = new TreeMap<>();
    int files = 0;
    for (Path file : files()) {
      String name = file.toString().replace('\\', '/');
      files++;
      List<String> hits = hits(name, Files.readString(file));
      if (!hits.isEmpty() && !ALLOWED.containsKey(name)) {
        found.put(name, hits);
      }
    }
    assertThat(files).isGreaterThan(1000);
    assertThat(found.values().stream().flatMap(List::stream)).isEmpty();
  }

  private static List<Path> files() throws IOException {
    List<Path> all = new ArrayList<>(List.of(Path.of("standpipe")));
    for (String root : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md")) {
      all.add(Path.of(root));
    }
    for (String root :
        List.of("enrichers", "runner", "benchmarks", "docs", ".ci", "pipes", "transforms")) {
      try (Stream<Path> below = Files.walk(Path.of(root))) {
        below.filter(PlainEnglishTest::holdsText).forEach(all::add);
      }
    }
    return all;
  }

  private static boolean holdsText(Path file) {
    for (Path step : file) {
      if (step.toString().equals("target")) {
        return false;
      }
    }
    String name = String.valueOf(file.getFileName());
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return Files.isRegularFile(file)
        && (file.startsWith(".ci")
            || extension.equals("java")
            || extension.equals("md")
            || PROSE_LINES.contains(extension));
  }

  private static List<String> hits(String file, String content) {
    List<String> hits = new ArrayList<>();
    for (Passage passage : passages(file, content)) {
      for (Phrase phrase : BANNED) {
        Matcher hit = phrase.pattern().matcher(passage.text);
        while (hit.find()) {
          int line = passage.lines.get(hit.start());
          hits.add("%s:%d: \"%s\": %s".formatted(file, line, hit.group(), phrase.instead()));
        }
      }
    }
    return hits;
  }

  private static List<Passage> passages(String file, String content) {
    if (file.endsWith(".java")) {
      return javaPassages(content);
    }
    boolean markdown = file.endsWith(".md");
    List<Passage> passages = new ArrayList<>();
    Passage current = new Passage();
    int line = 0;
    for (String text : content.split("\n", -1)) {
      line++;
      if (!markdown || text.isBlank()) {
        passages.add(current);
        current = new Passage();
      }
      current.add((markdown ? withoutCode(text) : text) + "\n", line);
    }
    passages.add(current);
    return passages;
  }

  private static String withoutCode(String text) {
    return text.replaceAll("`[^`]*`", "`");
  }

  private static List<Passage> javaPassages(String content) {
    List<Passage> passages = new ArrayList<>();
    Matcher piece = PIECE.matcher(content);
    int end = 0;
    int line = 1;
    char before = ' ';
    while (piece.find()) {
      String gap = content.substring(end, piece.start());
      line += (int) gap.chars().filter(c -> c == '\n').count();
      String text = piece.group();
      boolean goesOn =
          text.startsWith("//") && before == '/' && gap.isBlank()
              || text.charAt(0) == '"' && before == '"' && gap.strip().equals("+");
      if (!goesOn) {
        passages.add(new Passage());
      }
      passages.getLast().add(inside(text), line);
      line += (int) text.chars().filter(c -> c == '\n').count();
      before = text.charAt(0);
      end = piece.end();
    }
    return passages;
  }

  private static String inside(String piece) {
    if (piece.startsWith("/*")) {
      return piece.substring(2, piece.length() - 2).replaceAll("(?m)^[ \\t]*\\*", "");
    }
    return piece.startsWith("//")
        ? piece.substring(2) + " "
        : piece.substring(1, piece.length() - 1).replace("\\n", " ");
  }
}
