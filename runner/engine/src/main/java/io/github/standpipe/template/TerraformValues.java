package io.github.standpipe.template;

import io.github.standpipe.internal.terraform.SourcePlace;
import io.github.standpipe.internal.terraform.Term;
import io.github.standpipe.internal.terraform.TerraformTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a plan or state of Terraform as values of a template. */
final class TerraformValues {
  /** The section with what is known of a deployment; no template of CloudFormation has it. */
  static final String SECTION = "Terraform";

  /** The functions that stand for what is not known. */
  static final String KNOWN_AFTER_APPLY = "(known after apply)";

  static final String SENSITIVE = "(sensitive value)";

  private TerraformValues() {}

  static Value.Mapping root(TerraformTemplate template) {
    Place at = place(template.resources().at());
    Map<String, Value.Entry> known = new LinkedHashMap<>();
    template
        .values()
        .forEach(
            (name, value) -> known.put(name, new Value.Entry(at, new Value.Scalar(value, at))));
    Map<String, Value.Entry> sections = new LinkedHashMap<>();
    sections.put("Resources", new Value.Entry(at, value(template.resources())));
    sections.put("Transform", new Value.Entry(at, new Value.Scalar("AWS::LanguageExtensions", at)));
    sections.put(SECTION, new Value.Entry(at, new Value.Mapping(known, at)));
    return new Value.Mapping(sections, at);
  }

  /** What a template that was made of Terraform's output knows; empty for any other template. */
  static Map<String, String> known(Value.Mapping root) {
    Map<String, String> known = new LinkedHashMap<>();
    if (root.get(SECTION).orElse(null) instanceof Value.Mapping section) {
      section
          .entries()
          .forEach((name, entry) -> {
            if (entry.value() instanceof Value.Scalar scalar) {
              known.put(name, scalar.text());
            }
          });
    }
    return known;
  }

  private static Value value(Term term) {
    Place at = place(term.at());
    return switch (term) {
      case Term.Text text -> new Value.Scalar(text.text(), text.literal(), at);
      case Term.Items items ->
          new Value.Sequence(items.items().stream().map(TerraformValues::value).toList(), at);
      case Term.Fields fields -> mapping(fields, at);
      case Term.Attribute attribute -> reference(attribute, at);
      case Term.Joined joined -> {
        List<Value> parts = joined.parts().stream().map(TerraformValues::value).toList();
        yield new Value.Call(
            "Fn::Join",
            new Value.Sequence(
                List.of(new Value.Scalar("", at), new Value.Sequence(parts, at)), at),
            at);
      }
      case Term.Encoded encoded -> new Value.Call("Fn::ToJsonString", value(encoded.value()), at);
      case Term.Unknown unknown ->
          new Value.Call(
              unknown.sensitive() ? SENSITIVE : KNOWN_AFTER_APPLY,
              new Value.Scalar(unknown.name(), at),
              at);
      case Term.Absent absent -> new Value.Nothing(at);
    };
  }

  private static Value mapping(Term.Fields fields, Place at) {
    Map<String, Value.Entry> entries = new LinkedHashMap<>();
    fields
        .fields()
        .forEach((key, field) ->
            entries.put(key, new Value.Entry(place(field.at()), value(field.value()))));
    return new Value.Mapping(entries, at);
  }

  private static Value reference(Term.Attribute attribute, Place at) {
    Value address = new Value.Scalar(attribute.address(), at);
    return attribute.attribute().equals("Ref")
        ? new Value.Call("Ref", address, at)
        : new Value.Call(
            "Fn::GetAtt",
            new Value.Sequence(List.of(address, new Value.Scalar(attribute.attribute(), at)), at),
            at);
  }

  private static Place place(SourcePlace at) {
    return new Place(at.file(), at.line(), at.column());
  }
}
