package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An expected message, in which {@code <place>} means any line and column: {@code
 * transforms/order.jslt:<place>: error: there is no product LADDER-9}.
 *
 * @param text the message as written
 */
public record ExpectedMessage(String text) {
  private static final String PLACE = "<place>";
  private static final Pattern OF_TRANSFORM = Pattern.compile("(\\.jslt:)\\d+:\\d+");

  /** Whether it matches one message only. */
  public boolean isExact() {
    return !text.contains(PLACE);
  }

  /** Whether a message is as expected. */
  public boolean matches(String message) {
    return isExact() ? message.equals(text) : pattern().matcher(message).matches();
  }

  /** What it allows, in words. */
  public String words() {
    return "any line and column at " + PLACE + " in '" + text + "'";
  }

  private Pattern pattern() {
    return Pattern.compile(
        Arrays.stream(text.split(Pattern.quote(PLACE), -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("(?:\\d+:\\d+|" + PLACE + ")")),
        Pattern.DOTALL);
  }

  /** The text that expects another message, with places left open if they are open in this one. */
  public String accepting(String message) {
    return isExact()
        ? message
        : OF_TRANSFORM.matcher(message).replaceAll("$1" + Matcher.quoteReplacement(PLACE));
  }

  /** The expectation that a string in a JSON file means; any other value is returned unchanged. */
  public static JsonNode in(JsonNode written) {
    return written.isTextual() && written.textValue().contains(PLACE)
        ? new ExpectationRule.MessageText(new ExpectedMessage(written.textValue())).node()
        : written;
  }
}
