package io.github.standpipe.internal.coverage;

import com.schibsted.spt.data.jslt.parser.JsltParserTreeConstants;
import com.schibsted.spt.data.jslt.parser.SimpleNode;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import io.github.standpipe.internal.jslt.JsltTree;
import io.github.standpipe.template.LambdaFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that a function evaluates: its transform, those that upgrade older versions, and their
 * imports.
 *
 * @param begin the files with which the evaluation of an event begins
 */
record TransformFiles(Map<Path, JsltTree> trees, List<Path> begin) {
  private static final Pattern VERSION = Pattern.compile(".+\\.v\\d+-v\\d+\\.jslt");

  static TransformFiles of(LambdaFunction function) {
    String named = function.environment().getOrDefault("TRANSFORM", "").strip();
    Path root = absolute(function.root());
    Path transform = root.resolve(named.isEmpty() ? "none" : named).normalize();
    List<Path> begin =
        Stream.concat(
                named.isEmpty() ? Stream.empty() : Stream.of(transform),
                versions(Objects.requireNonNullElse(transform.getParent(), root)).stream())
            .toList();
    Map<Path, JsltTree> trees = new TreeMap<>();
    begin.forEach(file -> add(file, trees));
    return new TransformFiles(trees, begin);
  }

  static boolean isVersion(Path file) {
    return VERSION.matcher(file.getFileName().toString()).matches();
  }

  static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private static List<Path> versions(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(TransformFiles::isVersion).sorted().toList();
    } catch (IOException e) {
      return List.of(); // the folder does not exist
    }
  }

  private static void add(Path file, Map<Path, JsltTree> trees) {
    if (!trees.containsKey(file)) {
      tree(file)
          .ifPresent(tree -> {
            trees.put(file, tree);
            imports(tree).forEach(name -> add(file.resolveSibling(name).normalize(), trees));
          });
    }
  }

  /** Empty for a file that is missing or not valid JSLT: its cases report that. */
  private static Optional<JsltTree> tree(Path file) {
    try {
      return Optional.of(JsltTree.of(Files.readString(file), true));
    } catch (IOException | RuntimeException | TokenMgrError | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private static List<String> imports(JsltTree tree) {
    return JsltTree.children(tree.root()).stream()
        .filter(node -> node.getId() == JsltParserTreeConstants.JJTIMPORT)
        .map(TransformFiles::imported)
        .toList();
  }

  private static String imported(SimpleNode node) {
    String quoted = node.jjtGetFirstToken().next.image;
    return quoted.substring(1, quoted.length() - 1);
  }
}
