package io.github.standpipe.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.internal.states.MachineJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares the interpreter with recordings of the service: {@code AslCases FOLDER}. Prints a line a
 * kind, then each case that differs, and ends with 1 if too many do.
 */
final class AslCases {
  private static final Map<String, Double> LEAST =
      Map.of("execution", 0.97, "choice-table", 1.0, "test-state", 0.95);
  private static final double LEAST_HISTORIES = 0.90;

  private final Map<String, List<CaseVerdict>> verdicts = new TreeMap<>();

  private AslCases() {}

  public static void main(String[] arguments) throws IOException {
    boolean quiet = arguments.length > 1 && arguments[1].equals("--quiet");
    AslCases cases = new AslCases();
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        cases.run(file);
      }
    }
    boolean enough = cases.print(quiet);
    System.exit(enough ? 0 : 1);
  }

  private void run(Path file) throws IOException {
    JsonNode json = MachineJson.parse(Files.readString(file));
    String kind = json.path("kind").asText();
    if (kind.isEmpty()) {
      return;
    }
    verdicts
        .computeIfAbsent(kind, k -> new ArrayList<>())
        .add(AslCase.run(file.getFileName().toString(), json));
  }

  private boolean print(boolean quiet) {
    boolean enough = true;
    for (Map.Entry<String, List<CaseVerdict>> kind : verdicts.entrySet()) {
      List<CaseVerdict> all = kind.getValue();
      long same = all.stream().filter(CaseVerdict::outcome).count();
      String line = kind.getKey() + ": " + same + " of " + all.size();
      enough &= same >= LEAST.getOrDefault(kind.getKey(), 0.0) * all.size();
      if (kind.getKey().equals("execution")) {
        long histories = all.stream().filter(v -> v.outcome() && v.history()).count();
        line += " outcome, " + histories + " history";
        enough &= histories >= LEAST_HISTORIES * all.size();
      }
      System.out.println(line);
    }
    if (!quiet) {
      verdicts.values().stream()
          .flatMap(List::stream)
          .filter(v -> !v.outcome() || !v.history())
          .forEach(v -> System.out.println(v.name() + ": " + v.why()));
    }
    return enough;
  }
}
