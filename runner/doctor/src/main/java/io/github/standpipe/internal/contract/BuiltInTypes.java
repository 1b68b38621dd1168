package io.github.standpipe.internal.contract;

import java.util.Map;

/** The types of what JSLT's functions return, if it is always the same. */
final class BuiltInTypes {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("size", "integer"),
          Map.entry("ceiling", "integer"),
          Map.entry("floor", "integer"),
          Map.entry("round", "integer"),
          Map.entry("index-of", "integer"),
          Map.entry("sum", "number"),
          Map.entry("number", "number"),
          Map.entry("now", "number"),
          Map.entry("parse-time", "number"),
          Map.entry("not", "boolean"),
          Map.entry("contains", "boolean"),
          Map.entry("starts-with", "boolean"),
          Map.entry("ends-with", "boolean"),
          Map.entry("boolean", "boolean"),
          Map.entry("test", "boolean"),
          Map.entry("all", "boolean"),
          Map.entry("any", "boolean"),
          Map.entry("string", "string"),
          Map.entry("lowercase", "string"),
          Map.entry("uppercase", "string"),
          Map.entry("join", "string"),
          Map.entry("replace", "string"),
          Map.entry("trim", "string"),
          Map.entry("to-json", "string"),
          Map.entry("format-time", "string"),
          Map.entry("sha256-hex", "string"),
          Map.entry("uuid", "string"),
          Map.entry("split", "array"),
          Map.entry("flatten", "array"),
          Map.entry("array", "array"),
          Map.entry("zip", "array"),
          Map.entry("capture", "object"),
          Map.entry("parse-url", "object"));

  private BuiltInTypes() {}

  /** A type of JSON Schema; empty if it is not known. */
  static String of(String function) {
    return function.startsWith("is-") ? "boolean" : TYPES.getOrDefault(function, "");
  }
}
