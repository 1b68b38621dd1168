package io.github.standpipe.internal.scaffold;

import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.internal.scaffold.ProjectPlaces.Layer;
import io.github.standpipe.pipe.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files and resources that a new enricher, transform or pipe adds to a project. */
final class Addition {
  private static final List<String> SCHEMAS = List.of("light", "rich");

  private final ScaffoldNames names;
  private final ProjectPlaces place;
  private final String packageName;
  private final Layer layer;
  private final HouseStyle likeness;
  private final Optional<BusRule> rule;
  private final Skeleton skeleton;
  private final Map<Path, String> files = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  Addition(
      ScaffoldNames names,
      ProjectPlaces place,
      String packageName,
      Library library,
      Optional<String> bus) {
    this.names = names;
    this.place = place;
    this.packageName = packageName;
    this.layer = place.layer(names.base());
    this.likeness = new HouseStyle(place.common());
    this.rule = bus.map(name -> new BusRule(place.common(), name));
    this.skeleton = new Skeleton(withRule(words(library)));
  }

  private Map<String, String> words(Library library) {
    Map<String, String> words = likeness.words(names.function(), place.codeUri(names.kind()));
    words.putAll(
        names.kind() == ScaffoldKind.ENRICHER
            ? likeness.ofJava(packageName + "." + names.name())
            : likeness.ofTransform(names.transform(), layer.logicalId()));
    words.put("Base", names.base());
    words.put("Pipe", names.pipe());
    words.put("Type", names.type());
    words.put("Function", names.function());
    words.put("Class", names.name());
    words.put("Layer", layer.logicalId());
    words.put("jslt", names.transform());
    words.put("asl", names.machine());
    words.put("source", names.source());
    words.put("package", packageName);
    words.put("artifact", Sources.nameOf(place.root()));
    words.putAll(library.words());
    words.put("ContentUri", place.fromTemplate(layer.folder()));
    place
        .sources()
        .ifPresent(sources -> {
          words.put("template", ProjectPlaces.relative(sources.module(), place.template()));
          words.put("fixtures", ProjectPlaces.relative(sources.module(), place.fixtures()));
        });
    return words;
  }

  private Map<String, String> withRule(Map<String, String> words) {
    words.put("ruleSends", "");
    if (rule.isPresent()) {
      words.putAll(rule.get().words());
      Skeleton filled = new Skeleton(words);
      words.put("ruleSends", filled.filled("rule-sends.yaml").stripTrailing());
      for (String kind : SCHEMAS) {
        words.put(kind, filled.filled(kind + ".json").indent(8).stripTrailing());
      }
    }
    return words;
  }

  /** Adds to an existing project. */
  ScaffoldPlan toProject() {
    notes.addAll(new Notes(names, place, likeness).all());
    return plan();
  }

  /** Adds a new project as well; files with which a repository begins are kept. */
  ScaffoldPlan withProject(List<Path> there) {
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

  private ScaffoldPlan plan() {
    if (names.kind() == ScaffoldKind.ENRICHER) {
      addClass();
    } else {
      add(layer.folder().resolve(names.transform()), "transform.jslt");
    }
    add(place.besideTemplate(names.machine()), "machine.asl.json");
    if (rule.isPresent()) {
      notes.add(BusRule.note(names));
      SCHEMAS.forEach(kind -> add(place.besideTemplate(names.schema(kind)), kind + ".json"));
    }
    addFixtures();
    addTest();
    String added = resources();
    String changed = place.edit().with(added);
    return new ScaffoldPlan(names.pipe(), files, place.template(), changed, added, notes).checked();
  }

  private void addClass() {
    Sources sources = place.requiredSources();
    Path folder = sources.main(packageName);
    add(folder.resolve(names.name() + ".java"), "Enricher.java.txt");
    Path marks = folder.resolve("package-info.java");
    if (sources.marksNulls() && !Files.exists(marks)) {
      add(marks, "package-info.java.txt");
    }
    if (place.testsEnrichers()) {
      Path test = sources.test(packageName).resolve(names.name() + "Test.java");
      add(test, "EnricherTest.java.txt");
    }
  }

  private String resources() {
    boolean layered = names.kind() != ScaffoldKind.ENRICHER && layer.isNew();
    boolean registered = rule.flatMap(BusRule::registry).isPresent();
    return Stream.of(
            "resources",
            rule.isPresent() ? "rule" : "",
            "function",
            layered ? "layer" : "",
            "machine",
            "alarms",
            rule.isEmpty() || registered ? "" : "registry",
            rule.isPresent() ? "schemas" : "")
        .filter(part -> !part.isEmpty())
        .map(part -> skeleton.filled(part + ".yaml"))
        .collect(Collectors.joining());
  }

  private void addFixtures() {
    Path pipe = place.fixtures().resolve(names.pipe());
    Path good = pipe.resolve("enriches-an-event");
    Path other = pipe.resolve("drops-an-event-of-another-type");
    Path bad = pipe.resolve("quarantines-an-event-without-an-id");
    add(good.resolve(FixtureNames.SOURCE), "enriched-source.json");
    add(good.resolve(Stage.ENRICHED.fileName()), "enriched.json");
    add(other.resolve(FixtureNames.SOURCE), "other-source.json");
    add(other.resolve(Stage.FILTERED.fileName()), "nothing.json");
    add(bad.resolve(FixtureNames.SOURCE), "bad-source.json");
    add(bad.resolve(Stage.ENRICHED.fileName()), "nothing.json");
    add(bad.resolve(FixtureNames.QUARANTINED), "bad-quarantined.json");
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
            () -> notes.add("there is no build here to run the fixtures; use standpipe test"));
  }

  private void add(Path file, String from) {
    files.put(file.normalize(), skeleton.filled(from));
  }
}
