package io.github.standpipe.machine;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages for texts that are not JSON: the parser's, which the service passes on. The service's
 * parser is an older one, which shows the text and points after the error, not at it.
 */
final class JsonFaults {
  private static final String CODE = "INVALID_JSON_DESCRIPTION";
  private static final int SHOWN = 500;
  private static final Pattern HIDDEN = Pattern.compile("\\[Source: [^;]*;");
  private static final Pattern TOKEN = Pattern.compile("Unrecognized token '([^']*)'.*");
  private static final Pattern CHARACTER =
      Pattern.compile("(Unexpected c|Illegal unquoted|Unrecognized character).*");

  private JsonFaults() {}

  static DefinitionDiagnostic diagnostic(String definition, JsonProcessingException e) {
    if (e.getLocation() == null) {
      return DefinitionDiagnostic.error(CODE, e.getOriginalMessage());
    }
    String place = place(definition, e);
    return new DefinitionDiagnostic(
        DefinitionDiagnostic.DiagnosticSeverity.ERROR,
        CODE,
        message(definition, e) + "\n at " + place,
        Optional.of(place));
  }

  static String message(String text, JsonProcessingException e) {
    return HIDDEN
        .matcher(e.getOriginalMessage())
        .replaceAll(Matcher.quoteReplacement("[Source: " + source(text) + ";"));
  }

  private static String source(String text) {
    return text.length() > SHOWN
        ? "(String)\""
            + text.substring(0, SHOWN)
            + "\"[truncated "
            + (text.length() - SHOWN)
            + " chars]"
        : "(String)\"" + text + "\"";
  }

  private static String place(String text, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    int column = at.getColumnNr() + behind(e.getOriginalMessage());
    return "[Source: " + source(text) + "; line: " + at.getLineNr() + ", column: " + column + "]";
  }

  private static int behind(String message) {
    Matcher token = TOKEN.matcher(message);
    if (token.matches()) {
      return token.group(1).length();
    }
    return CHARACTER.matcher(message).matches() ? 1 : 0;
  }
}
