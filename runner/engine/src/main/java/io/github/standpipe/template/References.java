package io.github.standpipe.template;

import io.github.standpipe.internal.terraform.TerraformTemplate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The parameters and resources that a value names. */
final class References {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9:/]+)[^}]*}");

  private References() {}

  static Set<String> in(Value value) {
    Set<String> names = new HashSet<>();
    value.all().forEach(one -> add(one, names));
    return names;
  }

  private static void add(Value value, Set<String> names) {
    if (value instanceof Value.Call(String function, Value argument, Place at)) {
      switch (function) {
        case "Ref", "Fn::GetAtt" -> name(argument, names);
        case "Fn::Sub" -> substituted(argument, names);
        default -> {}
      }
    }
  }

  private static void first(Value argument, Set<String> names) {
    switch (argument) {
      case Value.Scalar scalar -> names.add(beforeDot(scalar.text()));
      case Value.Sequence(List<Value> items, Place at) when !items.isEmpty() ->
          name(items.getFirst(), names);
      case Value other -> {}
    }
  }

  /** The address of a resource of Terraform has dots. */
  private static void name(Value first, Set<String> names) {
    if (first instanceof Value.Scalar scalar && TerraformTemplate.isAddress(scalar.text())) {
      names.add(scalar.text());
    } else {
      first(first, names);
    }
  }

  private static String beforeDot(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  private static void substituted(Value argument, Set<String> names) {
    switch (argument) {
      case Value.Scalar scalar ->
          VARIABLE.matcher(scalar.text()).results().map(References::name).forEach(names::add);
      case Value.Sequence(List<Value> items, Place at) when !items.isEmpty() ->
          substituted(items.getFirst(), names);
      case Value other -> {}
    }
  }

  private static String name(MatchResult variable) {
    return variable.group(1);
  }
}
