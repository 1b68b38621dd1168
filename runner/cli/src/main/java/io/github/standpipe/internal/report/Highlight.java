package io.github.standpipe.internal.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON text as HTML with highlighted tokens. */
final class Highlight {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<string>\"(?:[^\"\\\\]++|\\\\.)*+\"?)(?<key>\\s*:)?"
              + "|(?<word>true|false|null|-?\\d[\\d.eE+-]*)");

  private Highlight() {}

  static String of(String json) {
    Html html = new Html();
    Matcher token = TOKEN.matcher(json);
    int end = 0;
    while (token.find()) {
      html.add("{}", json.substring(end, token.start()));
      String string = token.group("string");
      if (string == null) {
        html.add("<b>{}</b>", token.group());
      } else if (token.group("key") != null) {
        html.add("<i>{}</i>{}", string, token.group("key"));
      } else {
        html.add("<s>{}</s>", string);
      }
      end = token.end();
    }
    return html.add("{}", json.substring(end)).toString().replace("&#10;", "\n");
  }
}
