package io.github.standpipe.scaffold;

import java.util.ArrayList;
import java.util.List;

/** What a project that is there leaves to its user. */
record Notes(ScaffoldNames names, ProjectPlaces place, HouseStyle likeness) {

  List<String> all() {
    List<String> notes = new ArrayList<>();
    if (place.guessesCode()) {
      notes.add(
          "the function's code is to be "
              + place.codeUri()
              + " from the template's folder; let the build make it, or change CodeUri");
    }
    if (likeness.actions().isEmpty()) {
      notes.add("the alarms tell nobody; give them AlarmActions, such as the ARN of an SNS topic");
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
      notes.add(what + " needs io.github.standpipe:" + library + ", which the build does not name");
    }
  }
}
