package io.github.standpipe.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What SAM makes of a connector between two types of resources. */
final class ConnectorProfiles {
  private static final List<Profile> ALL = read();

  /** SAM's names of types that it creates. */
  private static final Map<String, String> PLAIN =
      Map.of(
          "AWS::Serverless::Function", "AWS::Lambda::Function",
          "AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine",
          "AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table");

  private ConnectorProfiles() {}

  /**
   * One statement.
   *
   * @param kind {@code role}, {@code queue}, {@code topic} or {@code permission}
   * @param who the end whose role it is, or the service that may act
   * @param category {@code Read} or {@code Write}
   * @param resources texts of {@code Fn::Sub} with {@code Source}, {@code Destination} and {@code
   *     Name}
   */
  record Profile(
      String source,
      String destination,
      String kind,
      String who,
      String category,
      List<String> actions,
      List<String> resources) {

    static Profile of(String line) {
      String[] fields = line.split("; ", -1);
      String[] kind = fields[2].split(" ", 2);
      return new Profile(
          fields[0],
          fields[1],
          kind[0],
          kind[1],
          fields[3],
          List.of(fields[4].split(", ")),
          List.of(fields[5].split(", ")));
    }
  }

  /** The statements between two types with some permissions; empty if SAM does not connect them. */
  static List<Profile> between(String source, String destination, Set<String> permissions) {
    return ALL.stream()
        .filter(one -> one.source().equals(plain(source)))
        .filter(one -> one.destination().equals(plain(destination)))
        .filter(one -> permissions.contains(one.category()))
        .toList();
  }

  /** The type that CloudFormation creates. */
  static String plain(String type) {
    return PLAIN.getOrDefault(type, type);
  }

  private static List<Profile> read() {
    try (InputStream in = ConnectorProfiles.class.getResourceAsStream("sam-connectors.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("\n")).filter(l -> !l.startsWith("#")).map(Profile::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
