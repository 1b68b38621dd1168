package io.github.standpipe.internal.terraform;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ARNs, URLs and places that a plan or a state already knows. */
final class DeployedValues {
  private DeployedValues() {}

  /** By name: {@code address.Arn}, {@code address.Ref}, {@code AWS::Region}. */
  static Map<String, String> of(DeployedObjects objects, Term root) {
    Map<String, String> values = new LinkedHashMap<>();
    objects
        .all()
        .filter(one -> !one.data() && ResourceForms.has(one.type()))
        .forEach(one -> add(one, values));
    pseudo("AWS::Partition", arns(objects).map(arn -> arn[1]), values);
    pseudo("AWS::Region", regions(objects, root), values);
    Stream<String> caller = data(objects, "aws_caller_identity", "account_id");
    pseudo("AWS::AccountId", first(caller, arns(objects).map(arn -> arn[4])), values);
    return values;
  }

  private static void add(DeployedObject one, Map<String, String> values) {
    put(one, "arn", "Arn", values);
    put(one, "stream_arn", "StreamArn", values);
    put(one, "key_id", "KeyId", values);
    if (one.type().equals("aws_sqs_queue")) {
      put(one, "id", "Ref", values);
    }
  }

  private static void put(
      DeployedObject one, String attribute, String name, Map<String, String> values) {
    String text = text(one, attribute);
    if (text != null && !text.isEmpty()) {
      values.put(one.address() + "." + name, text);
    }
  }

  /** The text of an attribute; null if it has none, and if it must not be shown. */
  private static @Nullable String text(DeployedObject one, String attribute) {
    return SensitiveMarks.any(SensitiveMarks.below(one.sensitive(), attribute))
        ? null
        : Term.text(Term.at(one.values(), attribute));
  }

  private static Stream<String[]> arns(DeployedObjects objects) {
    return objects
        .all()
        .flatMap(one -> Stream.ofNullable(text(one, "arn")))
        .map(arn -> arn.split(":", 6))
        .filter(parts -> parts.length == 6 && parts[0].equals("arn"));
  }

  private static Stream<String> regions(DeployedObjects objects, Term root) {
    Term region = Term.at(root, "configuration", "provider_config", "aws", "expressions", "region");
    String constant = Term.text(Term.at(region, "constant_value"));
    String variable = Term.text(Term.item(Term.at(region, "references"), 0));
    String given = variable == null ? null : valueOf(variable.replaceFirst("^var\\.", ""), root);
    Stream<String> provider = Stream.concat(Stream.ofNullable(constant), Stream.ofNullable(given));
    return first(
        first(data(objects, "aws_region", "id"), provider), arns(objects).map(arn -> arn[3]));
  }

  private static @Nullable String valueOf(String variable, Term root) {
    boolean hidden =
        Term.isTrue(
            Term.at(root, "configuration", "root_module", "variables", variable, "sensitive"));
    return hidden ? null : Term.text(Term.at(root, "variables", variable, "value"));
  }

  private static Stream<String> data(DeployedObjects objects, String type, String attribute) {
    return objects
        .all()
        .filter(one -> one.data() && one.type().equals(type))
        .flatMap(one -> Stream.ofNullable(text(one, attribute)));
  }

  /** The first values, or the others if there are none. */
  private static Stream<String> first(Stream<String> some, Stream<String> others) {
    List<String> all = some.toList();
    return all.isEmpty() ? others : all.stream();
  }

  /** The most frequent one, the first of equally frequent ones. */
  private static void pseudo(String name, Stream<String> all, Map<String, String> values) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    all.filter(one -> !one.isEmpty() && !one.equals("aws-managed"))
        .forEach(one -> counts.merge(one, 1, Integer::sum));
    counts.entrySet().stream()
        .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .ifPresent(most -> values.put(name, most.getKey()));
  }
}
