package io.github.standpipe.internal.coverage;

import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.jslt.JsltTree;
import io.github.standpipe.template.LambdaFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The layers of several functions, with the files to measure. */
final class MeasuredLayers implements AutoCloseable {
  private static final Pattern COLUMN = Pattern.compile("(\\.jslt:\\d+):\\d+");

  private final Project project;
  private final List<Spot> spots = new ArrayList<>();
  private final Map<Path, Source> sources = new TreeMap<>();
  private final Map<Path, MeasuredFolder> folders = new HashMap<>();
  private final Map<String, String> originals = new HashMap<>();

  /** A file: its text, the range of its spots, and whether an evaluation begins with it. */
  record Source(String name, String text, int from, int to, boolean begins) {}

  MeasuredLayers(Project project, Collection<LambdaFunction> functions) {
    this.project = project;
    Map<Path, JsltTree> trees = new TreeMap<>();
    Set<Path> begin = new HashSet<>();
    Map<Path, Path> roots = new TreeMap<>();
    for (LambdaFunction function : functions) {
      TransformFiles files = TransformFiles.of(function);
      trees.putAll(files.trees());
      begin.addAll(files.begin());
      if (!files.trees().isEmpty()) {
        roots.put(TransformFiles.absolute(function.root()), function.root());
      }
    }
    Map<Path, String> texts = new TreeMap<>();
    trees.forEach((file, tree) -> texts.put(file, measured(file, tree, begin.contains(file))));
    roots.forEach((root, written) -> {
      MeasuredFolder folder = MeasuredFolder.of(root, texts);
      folders.put(root, folder);
      originals.put(folder.copy().toString(), written.toString());
    });
  }

  private String measured(Path file, JsltTree tree, boolean begins) {
    String name = project.fromRoot(file.toString());
    int from = spots.size();
    String text = new MeasuredSource(name, tree, begins, spots).text();
    sources.put(file, new Source(name, tree.text(), from, spots.size(), begins));
    return text;
  }

  List<Spot> spots() {
    return spots;
  }

  Map<Path, Source> sources() {
    return sources;
  }

  /** The instrumented replacement of a function in the template. */
  LambdaFunction standIn(LambdaFunction function) {
    MeasuredFolder folder = folders.get(TransformFiles.absolute(function.root()));
    return folder == null ? function : function.withLayers(List.of(folder.copy()));
  }

  /**
   * A text with the places of both kinds of transforms in one form: the path of the original, and
   * the line, which instrumentation keeps.
   */
  String comparable(String text) {
    String comparable = text;
    for (Map.Entry<String, String> original : originals.entrySet()) {
      comparable = comparable.replace(original.getKey(), original.getValue());
    }
    return COLUMN.matcher(comparable).replaceAll("$1");
  }

  @Override
  public void close() {
    folders.values().forEach(MeasuredFolder::close);
  }
}
