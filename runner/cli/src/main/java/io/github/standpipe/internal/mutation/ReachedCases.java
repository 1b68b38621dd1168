package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.coverage.CaseReach;
import io.github.standpipe.internal.coverage.SourceSpan;
import io.github.standpipe.internal.mutation.Mutant.Area;
import io.github.standpipe.pipe.Stage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The cases that may notice a mutant; those that reach the most parts come first. */
record ReachedCases(CaseReach reach) {

  List<Path> of(Mutant mutant) {
    List<Path> cases =
        switch (mutant.area()) {
          case Area.InFilter filter -> reach.reaching(Stage.SOURCE);
          case Area.InTemplate(boolean ofTarget) ->
              reach.reaching(ofTarget ? Stage.TARGET_INPUT : Stage.ENRICHMENT_INPUT);
          case Area.InTransform transform ->
              reach.evaluating(
                  mutant.file().path(), new SourceSpan(mutant.edit().from(), mutant.edit().to()));
          case Area.InState(String machine, String state) -> reach.entering(machine, state);
        };
    return cases.stream()
        .sorted(
            Comparator.<Path>comparingInt(one -> -reach.breadth(one)).thenComparing(Path::toString))
        .toList();
  }
}
