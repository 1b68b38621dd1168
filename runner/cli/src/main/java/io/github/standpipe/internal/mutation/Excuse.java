package io.github.standpipe.internal.mutation;

import java.util.List;

/**
 * A mutant that no case need notice, as a block of {@code mutants.txt}.
 *
 * @param line where the block begins, from 1 on
 * @param source the file that the mutant changes, from the project's folder; for a machine it may
 *     be followed by the name of the state
 * @param before the lines that it changes
 * @param after the lines that stand in their place
 */
public record Excuse(
    int line, String reason, String source, List<String> before, List<String> after) {

  boolean covers(Mutant mutant) {
    String file = mutant.file().name();
    boolean there = source.equals(file) || source.equals(file + " " + mutant.state().orElse(""));
    return there && before.equals(mutant.before()) && after.equals(mutant.after());
  }
}
