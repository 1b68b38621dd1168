package io.github.standpipe.internal.revision;

import io.github.standpipe.internal.revision.GitCommand.Answer;
import io.github.standpipe.json.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The repository that holds a folder.
 *
 * @param top its work tree's outermost folder
 */
record GitRepository(GitCommand git, Path top) {

  /**
   * The repository around a folder; empty if the folder is in none, or git is not installed.
   *
   * @param git git in that folder
   */
  static Optional<GitRepository> around(GitCommand git) {
    try {
      Answer top = git.answer(new byte[0], "rev-parse", "--show-toplevel");
      return top.isGood() && !top.line().isEmpty()
          ? Optional.of(new GitRepository(git, Path.of(top.line())))
          : Optional.empty();
    } catch (Fault e) {
      return Optional.empty();
    }
  }

  /** Why there is no repository around the folder of a call, in git's words. */
  static Fault missing(GitCommand git, String revision) {
    Answer answer = git.answer(new byte[0], "rev-parse", "--show-toplevel");
    return new Fault(
        "--base " + revision,
        "is not a folder, and not a revision either: git says '" + answer.problem() + "'");
  }

  /** The commit of a revision; empty if the revision does not exist. */
  Optional<String> commit(String revision) {
    Answer answer =
        git.answer(
            new byte[0],
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            revision + "^{commit}");
    return answer.isGood() ? Optional.of(answer.line()) : Optional.empty();
  }

  /** A path of the work tree as git names it, with slashes; empty for the outermost folder. */
  String name(Path path) {
    return top.relativize(path).toString().replace('\\', '/');
  }

  /**
   * Makes an index of a commit, beside the user's own, which stays as it is.
   *
   * @param index the file of the new index
   */
  Files read(String commit, Path index) {
    GitCommand own = git.in(top, Map.of("LC_ALL", "C", "GIT_INDEX_FILE", index.toString()));
    own.output(new byte[0], "read-tree", commit);
    return new Files(own);
  }

  /** The files of one commit. */
  record Files(GitCommand git) {

    /**
     * Writes files below a folder as a checkout would, links and filters included.
     *
     * @param paths files and folders as {@link #name} gives them; those that the commit lacks are
     *     left out
     */
    void write(Collection<String> paths, Path folder) {
      ByteArrayOutputStream names = new ByteArrayOutputStream();
      for (String path : paths) {
        // the "top" makes the outermost folder a path, and "literal" a star a star
        String pathspec = path.isEmpty() ? ":(top)" : ":(top,literal)" + path;
        names.writeBytes(git.output(new byte[0], "ls-files", "-z", "--", pathspec));
      }
      String prefix = "--prefix=" + folder.toString().replace('\\', '/') + "/";
      git.output(names.toByteArray(), "checkout-index", "-z", "-q", "-f", "--stdin", prefix);
    }

    /** Whether the commit has a file. */
    boolean has(String path) {
      byte[] found = git.output(new byte[0], "ls-files", "-z", "--", ":(top,literal)" + path);
      return new String(found, StandardCharsets.UTF_8).equals(path + "\0");
    }
  }
}
