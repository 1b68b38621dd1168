package io.github.standpipe.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a terminal shows, as SVG without a script or a font of its own; readable on a light and on a
 * dark page, by the reader's settings.
 */
record TerminalPicture(String title, List<String> lines) {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[(\\d+)m");
  private static final Map<String, String> CLASSES =
      Map.of("1", "strong", "2", "quiet", "31", "bad", "32", "good", "33", "careful");
  private static final double COLUMN = 7.4;
  private static final int ROW = 18;
  private static final int MARGIN = 14;

  String svg() {
    int columns = lines.stream().mapToInt(line -> plain(line).length()).max().orElse(0);
    int width = (int) Math.ceil(columns * COLUMN) + 2 * MARGIN;
    int height = lines.size() * ROW + 2 * MARGIN;
    StringBuilder svg =
        new StringBuilder(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
            <title>%s</title>
            <style>
            rect { fill: #f6f8fa; stroke: #d0d7de }
            text { font: 12px ui-monospace, Menlo, Consolas, monospace; fill: #1f2328; white-space: pre }
            .strong { font-weight: bold } .quiet { fill: #59636e } .good { fill: #116329 } .bad { fill: #b3261e } .careful { fill: #7d4e00 }
            @media (prefers-color-scheme: dark) {
            rect { fill: #151b23; stroke: #3d444d }
            text { fill: #f0f6fc }
            .quiet { fill: #9198a1 } .good { fill: #7ee787 } .bad { fill: #ff9492 } .careful { fill: #f0b72f }
            }
            </style>
            <rect x="0.5" y="0.5" width="%d" height="%d" rx="8"/>
            """
                .formatted(width, height, escaped(title), escaped(title), width - 1, height - 1));
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isEmpty()) {
        svg.append(row(lines.get(i), MARGIN + (i + 1) * ROW - 5)).append('\n');
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private static String plain(String line) {
    return COLOUR.matcher(line).replaceAll("");
  }

  /** The length is given, so that every font fits. */
  private static String row(String line, int y) {
    long length = Math.round(plain(line).length() * COLUMN);
    return "<text x=\"%d\" y=\"%d\" xml:space=\"preserve\" textLength=\"%d\">%s</text>"
        .formatted(MARGIN, y, length, String.join("", spans(line)));
  }

  private static List<String> spans(String line) {
    List<String> spans = new ArrayList<>();
    Matcher colour = COLOUR.matcher(line);
    String style = "";
    int at = 0;
    while (colour.find()) {
      spans.add(span(style, line.substring(at, colour.start())));
      style = CLASSES.getOrDefault(colour.group(1), "");
      at = colour.end();
    }
    spans.add(span(style, line.substring(at)));
    return spans;
  }

  private static String span(String style, String text) {
    return style.isEmpty() || text.isEmpty()
        ? escaped(text)
        : "<tspan class=\"" + style + "\">" + escaped(text) + "</tspan>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
