package io.github.standpipe.internal.bus;

import io.github.standpipe.internal.shape.Shape;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.internal.shape.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The results of the functions of JSONata whose type does not depend on the data. */
final class FunctionShapes {
  private static final Set<String> ALWAYS_TEXTS = Set.of("$now", "$uuid");
  private static final Set<String> ALWAYS_NUMBERS = Set.of("$millis", "$random", "$count");
  private static final Set<String> TEXTS =
      Set.of(
          "$string",
          "$uppercase",
          "$lowercase",
          "$trim",
          "$pad",
          "$replace",
          "$substring",
          "$substringBefore",
          "$substringAfter",
          "$join",
          "$hash",
          "$base64encode",
          "$base64decode",
          "$encodeUrl",
          "$encodeUrlComponent",
          "$decodeUrl",
          "$decodeUrlComponent",
          "$formatNumber",
          "$formatBase",
          "$formatInteger",
          "$fromMillis",
          "$type");
  private static final Set<String> NUMBERS =
      Set.of(
          "$number",
          "$length",
          "$abs",
          "$floor",
          "$ceil",
          "$round",
          "$power",
          "$sqrt",
          "$sum",
          "$max",
          "$min",
          "$average",
          "$toMillis",
          "$parseInteger");
  private static final Set<String> TRUTHS = Set.of("$boolean", "$not", "$contains");

  /** Functions that surely give nothing for nothing. */
  private static final Set<String> PASSING_ABSENCE = Set.of("$string", "$number", "$sum");

  /** Functions that may give nothing for something. */
  private static final Set<String> MAY_BE_ABSENT = Set.of("$max", "$min", "$average", "$not");

  private FunctionShapes() {}

  static Evaluated of(String name, List<Evaluated> arguments) {
    if (name.equals("$exists")) {
      return Evaluated.of(Evaluated.BOOLEAN, Truth.ALWAYS);
    }
    if (ALWAYS_TEXTS.contains(name)) {
      return Evaluated.of(Shape.STRING, arguments.isEmpty() ? Truth.ALWAYS : Truth.PERHAPS);
    }
    if (ALWAYS_NUMBERS.contains(name)) {
      return Evaluated.of(Shape.NUMBER, Truth.ALWAYS);
    }
    if (arguments.isEmpty()) {
      return Evaluated.UNKNOWN; // of the context
    }
    if (name.equals("$merge")) {
      return merged(arguments.getFirst());
    }
    Truth presence = presence(name, arguments);
    return TEXTS.contains(name)
        ? Evaluated.of(Shape.STRING, presence)
        : NUMBERS.contains(name)
            ? Evaluated.of(Shape.NUMBER, presence)
            : TRUTHS.contains(name) ? Evaluated.of(Evaluated.BOOLEAN, presence) : Evaluated.UNKNOWN;
  }

  private static Truth presence(String name, List<Evaluated> arguments) {
    Truth first = arguments.getFirst().presence();
    if (first == Truth.NEVER) {
      return PASSING_ABSENCE.contains(name) ? Truth.NEVER : Truth.PERHAPS;
    }
    boolean isSure =
        !MAY_BE_ABSENT.contains(name) && arguments.stream().allMatch(Evaluated::isSurelyNotNull);
    return isSure ? Truth.ALWAYS : Truth.PERHAPS;
  }

  /** A later object's keys replace those of an earlier one. */
  private static Evaluated merged(Evaluated of) {
    List<Evaluated> objects = of.elements().orElse(List.of(of));
    Fields all = new Fields(Map.of(), false, false);
    for (Evaluated one : objects) {
      if (one.presence() == Truth.NEVER && of.elements().isPresent()) {
        continue;
      }
      all = merged(all, one);
    }
    boolean isSure = of.presence() == Truth.ALWAYS;
    return Evaluated.of(all, isSure ? Truth.ALWAYS : Truth.PERHAPS);
  }

  private static Fields merged(Fields before, Evaluated more) {
    boolean isObject =
        more.shape() instanceof Fields fields && !fields.isOpen() && !fields.isLoose();
    if (!isObject) {
      return new Fields(Map.of(), true, false);
    }
    Map<String, Member> members = new LinkedHashMap<>(before.members());
    ((Fields) more.shape())
        .members()
        .forEach((key, added) -> {
          Member known = members.get(key);
          boolean replaces = added.isSure() && more.presence() == Truth.ALWAYS;
          members.put(
              key,
              replaces
                  ? added
                  : new Member(
                      known == null
                          ? added.shape()
                          : Shape.either(List.of(known.shape(), added.shape())),
                      known != null && known.isSure()));
        });
    return new Fields(members, before.isOpen(), false);
  }
}
