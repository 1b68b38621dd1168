package io.github.standpipe.internal.cli.compare;

import io.github.standpipe.internal.cli.compare.Comparison.ShownGroup;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.files.FileChanges;
import io.github.standpipe.internal.files.Readers;
import io.github.standpipe.internal.files.WriteFailure;
import io.github.standpipe.internal.shadow.Example;
import io.github.standpipe.json.Fault;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A comparison as Markdown, for a comment on a pull request. What comes from events stands in code,
 * in which it has no meaning.
 */
record CompareMarkdown(String text) {
  private static final int MOST_GROUPS = 50;

  static CompareMarkdown of(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    text.append("### ").append(code(comparison.pipe())).append(": ");
    text.append(
        CompareText.headline(comparison)
            .substring(comparison.pipe().length() + 2)
            .replace("from " + comparison.base(), "from " + code(comparison.base())));
    text.append("\n\n");
    if (!comparison.groups().isEmpty()) {
      text.append("| | where | events | was | is |\n|---|---|---:|---|---|\n");
      comparison.groups().stream().limit(MOST_GROUPS).forEach(group -> text.append(row(group)));
      if (comparison.groups().size() > MOST_GROUPS) {
        text.append("\nand ")
            .append(Words.count(comparison.groups().size() - MOST_GROUPS, "group"))
            .append(" more\n");
      }
      text.append('\n');
      comparison.groups().stream().limit(MOST_GROUPS).forEach(group -> text.append(event(group)));
    }
    CompareText.remarks(comparison.findings())
        .forEach(line -> text.append("- ").append(code(line.strip())).append('\n'));
    return new CompareMarkdown(text.toString());
  }

  private static String row(ShownGroup group) {
    Example example = group.example();
    return "| "
        + group.place().kind()
        + " | "
        + cell(CompareText.where(group))
        + " | "
        + String.format(Locale.ROOT, "%,d", group.group().count())
        + " | "
        + value(example, "was ")
        + " | "
        + value(example, "is  ")
        + " |\n";
  }

  private static String value(Example example, String prefix) {
    return CompareText.values(example).stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> cell(line.substring(prefix.length())))
        .findFirst()
        .orElse("");
  }

  private static String event(ShownGroup group) {
    return group.example().isShown()
        ? "<details><summary>"
            + group.place().kind()
            + " "
            + html(CompareText.where(group))
            + "</summary>\n\n"
            + code(CompareText.event(group.example()))
            + "\n\n</details>\n"
        : "";
  }

  /** In a table a bar is escaped, even in code. */
  private static String cell(String text) {
    return code(text.replace("|", "\\|"));
  }

  /** Code in a line; the fence is longer than any in the text. */
  static String code(String text) {
    String line = text.replaceAll("\\s", " ");
    int longest = 0;
    int run = 0;
    for (char c : line.toCharArray()) {
      run = c == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    String pad = line.startsWith("`") || line.endsWith("`") || line.isBlank() ? " " : "";
    return fence + pad + line + pad + fence;
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("*", "&#42;")
        .replace("_", "&#95;")
        .replace("`", "&#96;")
        .replace("[", "&#91;")
        .replace("@", "&#64;")
        .replace("#", "&#35;")
        .replaceAll("\\s", " ");
  }

  void write(Path file) {
    try {
      FileChanges.readBy(Readers.DEFAULT).folderOf(file).replace(file, text).write();
    } catch (WriteFailure e) {
      throw new Fault(e.place(), "cannot be written: " + e.reason());
    }
  }
}
