package io.github.standpipe.scaffold;

import io.github.standpipe.scaffold.Place.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one new thing adds to a project. */
final class Addition {
  private final Names names;
  private final Place place;
  private final String packageName;
  private final Layer layer;
  private final Skeleton skeleton;
  private final Map<Path, String> files = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  Addition(Names names, Place place, String packageName, String version) {
    this.names = names;
    this.place = place;
    this.packageName = packageName;
    this.layer = place.layer(names.base());
    this.skeleton = new Skeleton(words(version));
  }

  private Map<String, String> words(String version) {
    Map<String, String> words = new HashMap<>();
    words.put("Base", names.base());
    words.put("Pipe", names.pipe());
    words.put("Type", names.type());
    words.put("Function", names.function());
    words.put("Class", names.name());
    words.put("Layer", layer.logicalId());
    words.put("jslt", names.transform());
    words.put("asl", names.machine());
    words.put("source", names.machine().replace(".asl.json", ""));
    words.put("package", packageName);
    words.put("artifact", Sources.nameOf(place.root()));
    words.put("version", version);
    words.put("CodeUri", place.codeUri());
    words.put("ContentUri", place.fromTemplate(layer.folder()));
    place
        .sources()
        .ifPresent(sources -> {
          words.put("template", Place.relative(sources.module(), place.template()));
          words.put("fixtures", Place.relative(sources.module(), place.fixtures()));
        });
    return words;
  }

  /** Adds to the project that is there. */
  Plan toProject() {
    if (place.guessesCode()) {
      notes.add(
          "the function's code is to be "
              + place.codeUri()
              + " from the template's folder; let the build make it, or change CodeUri");
    }
    if (names.kind() == Kind.ENRICHER) {
      noteMissing("standpipe-enrichers", "the class");
    }
    if (!place.runsFixtures()) {
      noteMissing("standpipe-runner", "PipesTest, with JUnit 6,");
    }
    return plan();
  }

  private void noteMissing(String library, String what) {
    if (place.sources().filter(sources -> !sources.knows(library)).isPresent()) {
      notes.add(what + " needs io.github.standpipe:" + library + ", which the build does not name");
    }
  }

  /** Adds the project too; a file of those that a repository begins with stays as it is. */
  Plan withProject(List<Path> there) {
    own("pom.xml", "pom.xml", there);
    own("src/main/assembly/lambda.xml", "assembly.xml", there);
    own("README.md", "README.md", there);
    own(".gitignore", "gitignore", there);
    return plan();
  }

  private void own(String name, String from, List<Path> there) {
    if (!there.contains(Path.of(name))) {
      add(place.root().resolve(name), from);
    }
  }

  private Plan plan() {
    String function;
    if (names.kind() == Kind.ENRICHER) {
      Path folder = place.requiredSources().main(packageName);
      add(folder.resolve(names.name() + ".java"), "Enricher.java.txt");
      function = "function-in-java.yaml";
    } else {
      add(layer.folder().resolve(names.transform()), "transform.jslt");
      function = "function-of-a-transform.yaml";
    }
    add(place.besideTemplate(names.machine()), "machine.asl.json");
    addFixtures();
    addTest();
    String added = skeleton.filled("resources.yaml") + skeleton.filled(function) + layer();
    String changed = place.edit().with(added);
    return new Plan(names.pipe(), files, place.template(), changed, added, notes).checked();
  }

  private String layer() {
    boolean needed = names.kind() != Kind.ENRICHER && layer.isNew();
    return needed ? skeleton.filled("layer.yaml") : "";
  }

  private void addFixtures() {
    Path pipe = place.fixtures().resolve(names.pipe());
    Path good = pipe.resolve("enriches-an-event");
    Path other = pipe.resolve("drops-an-event-of-another-type");
    Path bad = pipe.resolve("quarantines-an-event-without-an-id");
    add(good.resolve("1-source.json"), "enriched-source.json");
    add(good.resolve("4-enriched.json"), "enriched.json");
    add(other.resolve("1-source.json"), "other-source.json");
    add(other.resolve("2-filtered.json"), "nothing.json");
    add(bad.resolve("1-source.json"), "bad-source.json");
    add(bad.resolve("4-enriched.json"), "nothing.json");
  }

  private void addTest() {
    if (place.runsFixtures()) {
      return;
    }
    place
        .sources()
        .ifPresentOrElse(
            sources ->
                add(sources.test(packageName).resolve("PipesTest.java"), "PipesTest.java.txt"),
            () ->
                notes.add(
                    "there is no build here that could run the fixtures; standpipe test does"));
  }

  private void add(Path file, String from) {
    files.put(file.normalize(), skeleton.filled(from));
  }
}
