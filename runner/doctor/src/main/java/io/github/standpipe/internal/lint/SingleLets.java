package io.github.standpipe.internal.lint;

import io.github.standpipe.internal.lint.Syntax.LetText;
import io.github.standpipe.internal.lint.Syntax.VariableUse;
import io.github.standpipe.internal.lint.TransformText.ParameterText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of the variables that a file declares once, so that a use can only mean that one. */
final class SingleLets {
  private final Map<String, Optional<Syntax>> values = new HashMap<>();

  SingleLets(TransformText file) {
    List<LetText> lets = new ArrayList<>(file.lets());
    file.functions().forEach(function -> lets.addAll(function.block().lets()));
    file.each(part -> lets.addAll(part.ownLets()));
    lets.forEach(let ->
        values.merge(let.name(), Optional.of(let.value()), (one, other) -> Optional.empty()));
    file.functions().stream()
        .flatMap(function -> function.parameters().stream())
        .map(ParameterText::name)
        .forEach(name -> values.put(name, Optional.empty()));
  }

  Optional<Syntax> value(VariableUse use) {
    return values.getOrDefault(use.name(), Optional.empty());
  }
}
