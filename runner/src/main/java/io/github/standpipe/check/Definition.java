package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import java.util.Optional;
import java.util.stream.Stream;

/** The definition of a state machine, wherever it stands. */
final class Definition {
  private Definition() {}

  static Optional<Property> of(Declaration machine) {
    return Stream.of(
            Optional.of(machine.property("Definition")),
            Optional.of(machine.property("DefinitionString").parsed()),
            machine.document("DefinitionUri"),
            machine.document("DefinitionS3Location"))
        .flatMap(Optional::stream)
        .filter(definition -> definition.get("States").isMapping())
        .findFirst();
  }
}
