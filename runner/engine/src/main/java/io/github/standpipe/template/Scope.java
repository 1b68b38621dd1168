package io.github.standpipe.template;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Everything that the intrinsics of a template refer to. Values are resolved on demand. */
final class Scope {
  private final Value.Mapping written;
  private final Value.Mapping root;
  private final Expansion expansion;
  private final Path file;
  private final Map<String, String> given;
  private final Map<Path, String> texts;
  private final Parameters parameters;
  private final Conditions conditions;
  private final Resources resources;
  private final Intrinsics intrinsics;
  private final Resolutions resolutions;
  private final @Nullable Scope basis;
  private final Map<String, Scope> supposed = new HashMap<>();
  private boolean standsInForNames;

  Scope(Value.Mapping written, Path file, Map<String, String> given) {
    this(written, file, given, Map.of());
  }

  /**
   * A template beside which some files have another text.
   *
   * @param texts see {@link Template#withTexts}
   */
  Scope(Value.Mapping written, Path file, Map<String, String> given, Map<Path, String> texts) {
    this(written, Expansion.of(written, file, given, texts), file, given, texts);
  }

  private Scope(
      Value.Mapping written,
      Expansion expansion,
      Path file,
      Map<String, String> given,
      Map<Path, String> texts) {
    this.written = written;
    this.expansion = expansion;
    this.root = expansion.root();
    this.file = file;
    this.given = withKnown(written, given);
    this.texts = texts;
    this.parameters =
        new Parameters(section("Parameters"), this.given, expansion.stacks().passed(), this);
    this.conditions = new Conditions(section("Conditions"), this);
    this.resources = new Resources(section("Resources"), this);
    this.resolutions = new Resolutions();
    this.basis = null;
    this.intrinsics = new Intrinsics(this);
  }

  /** The given values, and what the output of Terraform knows. */
  private static Map<String, String> withKnown(Value.Mapping root, Map<String, String> given) {
    Map<String, String> all = TerraformValues.known(root);
    if (all.isEmpty()) {
      return given;
    }
    all.putAll(given);
    return Map.copyOf(all);
  }

  /** Whether it was made of a plan or a state of Terraform. */
  boolean isTerraform() {
    return root.get(TerraformValues.SECTION).isPresent();
  }

  /** A template whose loops and nested stacks are left as they are. */
  static Scope unexpanded(
      Value.Mapping root, Path file, Map<String, String> given, Map<Path, String> texts) {
    return new Scope(root, Expansion.none(root), file, given, texts);
  }

  /** What is resolved without the files beside a template does not change with them. */
  private Scope(Scope same, Map<Path, String> texts) {
    this.written = same.written;
    this.root = same.root;
    this.expansion = same.expansion;
    this.file = same.file;
    this.given = same.given;
    this.texts = texts;
    this.parameters = same.parameters;
    this.conditions = same.conditions;
    this.resources = same.resources;
    this.intrinsics = same.intrinsics;
    this.resolutions = same.resolutions;
    this.standsInForNames = same.standsInForNames;
    this.basis = same;
  }

  /** The same template, beside which some files have another text. */
  Scope withTexts(Map<Path, String> others) {
    return new Scope(this, others);
  }

  /** The same template with a condition that holds, regardless of the parameters. */
  Scope supposing(String condition) {
    return supposed.computeIfAbsent(
        condition,
        c -> {
          if (basis != null) {
            return basis.supposing(c).withTexts(texts);
          }
          Scope scope = new Scope(written, file, given, texts);
          scope.conditions.suppose(c);
          return scope;
        });
  }

  /** The same template with a stand-in for each name of a resource that is unknown. */
  Scope withNames() {
    Scope scope = new Scope(written, file, given, texts);
    scope.standsInForNames = true;
    return scope;
  }

  /** Whether a resource whose name is unknown goes by its logical id. */
  boolean standsInForNames() {
    return standsInForNames;
  }

  /** The template before its loops were expanded. */
  Value.Mapping written() {
    return written;
  }

  /** What the template was expanded to. */
  Expansion expansion() {
    return expansion;
  }

  Value.Mapping root() {
    return root;
  }

  Path file() {
    return file;
  }

  /** The template that declares a resource: that of its nested stack, or the outermost one. */
  Path fileOf(String logicalId) {
    return expansion.stacks().file(logicalId).orElse(file);
  }

  /** The definition in a file beside the template; see {@link TemplateText#definition}. */
  Value.Mapping definition(Path other, UnaryOperator<String> change) {
    return TemplateText.definition(other, texts.get(other.toAbsolutePath().normalize()), change);
  }

  /** The files that have another text. */
  Map<Path, String> texts() {
    return texts;
  }

  Parameters parameters() {
    return parameters;
  }

  Conditions conditions() {
    return conditions;
  }

  Resources resources() {
    return resources;
  }

  /** A top-level section of the template; empty if there is none. */
  Value.Mapping section(String name) {
    return switch (root.get(name).orElse(new Value.Mapping(Map.of(), root.at()))) {
      case Value.Mapping mapping -> mapping;
      case Value.Call call ->
          throw call.at()
              .fault(call.function() + " is not supported; write the " + name + " themselves");
      case Value other ->
          throw root.place(name).fault(name + " is " + other.kind() + "; it must be a mapping");
    };
  }

  /** Calls intrinsics until there is a value; empty for {@code AWS::NoValue}. */
  Optional<Value> resolve(Value value) {
    return switch (value) {
      case Value.Call call ->
          resolutions.of(call, () -> intrinsics.call(call).flatMap(this::resolve));
      case Value.Scalar(String text, boolean literal, Place at) ->
          Optional.of(new Value.Scalar(DynamicReferences.resolve(text, at, given), literal, at));
      case Value other -> Optional.of(other);
    };
  }

  /** Goes one reference deeper, up to a limit. */
  <T> T deeper(Place at, Supplier<T> step) {
    return resolutions.deeper(at, step);
  }

  /** The string that a value resolves to; {@code what} begins the message if it is not one. */
  Optional<String> text(Value value, String what) {
    return resolve(value)
        .map(found ->
            switch (found) {
              case Value.Scalar(String text, boolean literal, Place at) -> text;
              case Value other ->
                  throw value.at().fault(what + " is " + other.kind() + "; write a text");
            });
  }

  /** The string that a value must have. */
  String requiredText(Value value, String what) {
    return text(value, what)
        .orElseThrow(() -> value.at().fault(what + " is AWS::NoValue; write a text"));
  }

  /** The resolved items of a list, without those that have no value. */
  Optional<List<Value>> items(Value value, String what) {
    return resolve(value)
        .map(found ->
            switch (found) {
              case Value.Sequence(List<Value> items, Place at) ->
                  items.stream().flatMap(item -> resolve(item).stream()).toList();
              case Value other ->
                  throw value.at().fault(what + " is " + other.kind() + "; write a list");
            });
  }

  /** The value given for a name outside the template: an export, an SSM parameter. */
  Optional<String> outsideValue(String name) {
    return Optional.ofNullable(given.get(name));
  }
}
