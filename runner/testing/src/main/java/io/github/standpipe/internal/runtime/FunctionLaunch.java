package io.github.standpipe.internal.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process of a function is started. Processes of equal launches stand for each other.
 *
 * @param subject the function, for messages
 * @param command the program and its arguments
 * @param folder where it is started
 * @param environment its whole environment, without the addresses of the runtime API
 * @param isLive whether it calls AWS itself, instead of the answers that a run has for it
 */
public record FunctionLaunch(
    String subject,
    List<String> command,
    Path folder,
    Map<String, String> environment,
    boolean isLive) {
  public FunctionLaunch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
