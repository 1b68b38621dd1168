package io.github.standpipe.internal.scaffold;

import java.util.ArrayList;
import java.util.List;

/** The remaining steps in an existing project. */
record Notes(ScaffoldNames names, ProjectPlaces place, HouseStyle likeness) {

  List<String> all() {
    List<String> notes = new ArrayList<>();
    if (place.guessesCode(names.kind())) {
      notes.add(
          "the function's code must be "
              + place.codeUri(names.kind())
              + " from the template's folder; let the build make it, or change CodeUri");
    }
    if (likeness.actions().isEmpty()) {
      notes.add(
          "the alarms notify nobody; set AlarmActions, for example to the ARN of an SNS topic");
    }
    if (names.kind() == ScaffoldKind.ENRICHER) {
      missing(notes, "standpipe-enrichers", "the class");
    }
    if (!place.runsFixtures()) {
      missing(notes, ProjectPlaces.TESTING, "PipesTest, with JUnit 6,");
    }
    return notes;
  }

  private void missing(List<String> notes, String library, String what) {
    if (place.sources().filter(sources -> !sources.knows(library)).isPresent()) {
      notes.add(
          what
              + " needs io.github.standpipe:"
              + library
              + ", which is not a dependency of the build");
    }
  }
}
