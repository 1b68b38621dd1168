package io.github.standpipe.internal.revision;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what a base names.
 *
 * @param template the template as it is now
 * @param program the program that is called for revisions
 */
record BasePlaces(Path template, String program) {
  private static final Pattern UPWARDS = Pattern.compile("(?:\\.\\./)+[\\w.@+/-]+");

  /**
   * The files of a base.
   *
   * @throws Fault as {@link BaseProject#open}
   */
  CheckedOut find(String base) {
    if (base.isBlank()) {
      throw new Fault("--base", "is empty; name a git revision, a folder or a template");
    }
    Path now = real(template);
    Path folder = now.resolveSibling("");
    GitCommand git = new GitCommand(program, folder, GitCommand.in(folder).environment());
    Optional<GitRepository> repository = GitRepository.around(git);
    Optional<Path> place = existing(base);
    String revision = base.replaceFirst(":.*", "");
    Optional<String> commit = repository.flatMap(one -> one.commit(revision));
    if (place.isPresent() && commit.isPresent() && !base.contains("/")) {
      throw new Fault(
          "--base " + base, "is a revision and a folder; write ./" + base + " for the folder");
    }
    if (place.isPresent()) {
      return CheckedOut.inPlace(templateIn(place.get(), now, repository, base));
    }
    GitRepository found = repository.orElseThrow(() -> GitRepository.missing(git, base));
    return checkedOut(
        found,
        commit.orElseThrow(() -> unknown(found, base)),
        written(base, found.name(now)),
        base);
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new Fault(file.toString(), "does not exist");
    }
  }

  private static Optional<Path> existing(String base) {
    try {
      return Optional.of(Path.of(base)).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Fault unknown(GitRepository repository, String base) {
    if (repository.commit("HEAD").isEmpty()) {
      return new Fault(
          "--base " + base,
          "is not a folder, and the repository has no commits yet; commit the project first, or"
              + " name a folder");
    }
    return new Fault(
        "--base " + base,
        "is not a folder, and git does not know such a revision; a shallow clone lacks most of"
            + " them, so fetch it first");
  }

  private static String written(String base, String standard) {
    int colon = base.indexOf(':');
    return colon < 0 ? standard : base.substring(colon + 1);
  }

  /** The template in a folder that is laid out like the repository, or like the project. */
  private static Path templateIn(
      Path place, Path now, Optional<GitRepository> repository, String base) {
    if (Files.isRegularFile(place)) {
      return place;
    }
    List<Path> candidates = new ArrayList<>();
    Path root = above(now);
    repository.ifPresent(one -> candidates.add(place.resolve(one.name(now))));
    candidates.add(place.resolve(root.relativize(now).toString()));
    candidates.add(place.resolve(String.valueOf(now.getFileName())));
    return candidates.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() ->
            new Fault(
                "--base " + base,
                "holds no " + root.relativize(now) + "; name a folder that does, or a template"));
  }

  /** The folder above a template's, which holds its transforms and layers. */
  private static Path above(Path template) {
    Path folder = template.resolveSibling("");
    Path above = folder.getParent();
    return above == null ? folder : above;
  }

  private static CheckedOut checkedOut(
      GitRepository repository, String commit, String template, String base) {
    CheckedOut out = CheckedOut.temporary(repository.top(), template);
    try {
      GitRepository.Files files = repository.read(commit, out.index());
      if (!files.has(template)) {
        throw new Fault(
            "--base " + base,
            "has no "
                + template
                + "; name another template as REVISION:PATH, or a folder that has it");
      }
      String project = project(template);
      files.write(List.of(project), out.root());
      files.write(outside(out, project), out.root());
      Set<String> asked = new TreeSet<>();
      Set<String> missing = LinkTargets.missing(out.root());
      while (asked.addAll(missing)) {
        files.write(missing, out.root());
        missing = LinkTargets.missing(out.root());
      }
      return out;
    } catch (RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /** The folder above the template's; the outermost one if there is not any between. */
  private static String project(String template) {
    int folder = template.lastIndexOf('/');
    int above = folder < 0 ? -1 : template.lastIndexOf('/', folder - 1);
    return above < 0 ? "" : template.substring(0, above);
  }

  /** What the template names above the project's folder, such as a layer that others share. */
  private static Set<String> outside(CheckedOut out, String project) {
    if (project.isEmpty()) {
      return Set.of();
    }
    Path inside = out.root().resolve(project);
    Set<String> outside = new TreeSet<>();
    paths(out.template())
        .filter(path -> path.startsWith(out.root()) && !path.startsWith(inside))
        .filter(path -> !inside.startsWith(path))
        .forEach(path -> outside.add(out.root().relativize(path).toString().replace('\\', '/')));
    return outside;
  }

  private static Stream<Path> paths(Path template) {
    try {
      return UPWARDS
          .matcher(Files.readString(template))
          .results()
          .map(found -> template.resolveSibling(found.group()).normalize());
    } catch (IOException e) {
      return Stream.of(); // reading the template says why
    }
  }
}
