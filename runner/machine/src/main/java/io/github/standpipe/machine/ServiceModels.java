package io.github.standpipe.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The requests and results of some services' APIs: names, types and bounds, read once from a
 * resource that {@code .ci/service-shapes} generates from AWS's own models.
 */
final class ServiceModels {
  private static final String RESOURCE = "service-shapes.txt";

  /**
   * An operation, with names as in Step Functions: each begins with a capital letter.
   *
   * @param members the members of a request
   * @param required the required ones
   * @param answer the shape of the result, such as {@code sqs SendMessageResult}; empty if there is
   *     no result
   */
  record Operation(Set<String> members, List<String> required, String answer) {}

  /**
   * A member of a shape.
   *
   * @param type such as {@code text 1..256}, {@code list @Entry} or {@code enum A|B}
   */
  record Member(String name, boolean required, String type) {}

  private final Map<String, Operation> operations = new HashMap<>();
  private final Map<String, List<Member>> shapes = new HashMap<>();
  private final Set<String> whole = new java.util.HashSet<>();

  private ServiceModels() {}

  private static final class Holder {
    static final ServiceModels MODELS = read();
  }

  private static ServiceModels read() {
    ServiceModels models = new ServiceModels();
    try (InputStream in =
            Objects.requireNonNull(ServiceModels.class.getResourceAsStream(RESOURCE));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      models.read(lines);
      return models;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(BufferedReader lines) throws IOException {
    List<Member> members = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("  ")) {
        members.add(member(line.strip()));
      } else if (line.startsWith("whole ")) {
        whole.add(line.substring("whole ".length()));
      } else if (line.contains(":")) {
        operation(List.of(line.split(" ")));
      } else if (!line.startsWith("#")) {
        members = new ArrayList<>();
        shapes.put(line, members);
      }
    }
  }

  private static Member member(String line) {
    int space = line.indexOf(' ');
    String name = line.substring(0, space);
    boolean required = name.endsWith("*");
    return new Member(
        capital(required ? name.substring(0, name.length() - 1) : name),
        required,
        line.substring(space + 1));
  }

  private void operation(List<String> words) {
    String service = words.getFirst().substring(0, words.getFirst().indexOf(':'));
    Map<String, Boolean> members = new LinkedHashMap<>();
    for (String word : words.subList(2, words.size())) {
      boolean required = word.endsWith("*");
      members.put(capital(required ? word.substring(0, word.length() - 1) : word), required);
    }
    String answer = words.get(1).substring(1);
    operations.put(
        words.getFirst(),
        new Operation(
            members.keySet(),
            members.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toList()),
            answer.isEmpty() ? "" : service + " " + answer));
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** Services whose name in an optimised integration differs from the SDK's. */
  private static String service(ServiceCall call) {
    return switch (call.service()) {
      case "states" -> call.sdk() ? "states" : "sfn";
      case "eventbridge" -> "events";
      default -> call.service();
    };
  }

  static Optional<Operation> operation(ServiceCall call) {
    return Optional.ofNullable(
        Holder.MODELS.operations.get(service(call) + ":" + call.operation()));
  }

  /** Whether a service has an operation, if all of its operations are in the models. */
  static boolean mayHave(ServiceCall call) {
    return !Holder.MODELS.whole.contains(service(call)) || operation(call).isPresent();
  }

  static List<Member> members(String shape) {
    return Holder.MODELS.shapes.getOrDefault(shape, List.of());
  }
}
