package io.github.standpipe.signed;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered.
 *
 * @param date the time that it is there, as its header {@code Date} says; 0 where it says nothing
 */
public record Reply(int status, byte[] body, long date) {
  private static final Pattern ERROR_TYPE = Pattern.compile("(?:.*#)?([A-Za-z.]{1,80})");

  /** An error by its name, as in {@code ResourceNotFoundException}, and what is said of it. */
  public record Refusal(Optional<String> code, Optional<String> message) {}

  /** What the JSON protocol says of an error; nothing of a body that is something else. */
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
