package io.github.standpipe.internal.signed;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of a server.
 *
 * @param date the server's time, from its header {@code Date}; 0 if there is none
 */
public record Reply(int status, byte[] body, long date) {
  private static final Pattern ERROR_TYPE = Pattern.compile("(?:.*#)?([A-Za-z.]{1,80})");

  /** The code of an error, such as {@code ResourceNotFoundException}, and its message. */
  public record Refusal(Optional<String> code, Optional<String> message) {}

  /** The error in the JSON protocol; empty if the body is anything else. */
  public Refusal refusal() {
    try {
      Map<String, String> members = JsonMembers.of(body);
      Matcher type = ERROR_TYPE.matcher(members.getOrDefault("__type", ""));
      String message = members.getOrDefault("message", members.getOrDefault("Message", ""));
      return new Refusal(
          type.matches() ? Optional.of(type.group(1)) : Optional.empty(),
          message.isEmpty() ? Optional.empty() : Optional.of(message));
    } catch (IOException e) {
      return new Refusal(Optional.empty(), Optional.empty());
    }
  }
}
