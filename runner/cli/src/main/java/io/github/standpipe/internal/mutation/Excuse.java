package io.github.standpipe.internal.mutation;

import java.util.List;

/**
 * A mutant that no case need notice, as a block of {@code mutants.txt}.
 *
 * @param line where the block begins, from 1 on
 * @param file the file that the mutant changes, from the project's folder
 * @param before the lines that it changes
 * @param after the lines that stand in their place
 */
public record Excuse(
    int line, String reason, String file, List<String> before, List<String> after) {

  boolean covers(Mutant mutant) {
    return file.equals(mutant.file().name())
        && before.equals(mutant.before())
        && after.equals(mutant.after());
  }
}
