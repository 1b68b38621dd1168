package io.github.standpipe.internal.mutation;

import java.util.Optional;

/**
 * A mutant and what became of it.
 *
 * @param excuse why no case need notice it; empty if it is not excused
 * @param missing what is missing for it to be noticed; empty unless that was looked for
 */
public record JudgedMutant(
    Mutant mutant, Judgement judgement, Optional<Excuse> excuse, Optional<MissingFixture> missing) {

  JudgedMutant with(MissingFixture fixture) {
    return new JudgedMutant(mutant, judgement, excuse, Optional.of(fixture));
  }

  public boolean isSurvivor() {
    return judgement instanceof Judgement.Survived && excuse.isEmpty();
  }

  /** Whether it survived, and is excused. */
  public boolean isExcused() {
    return judgement instanceof Judgement.Survived && excuse.isPresent();
  }

  public boolean isKilled() {
    return judgement instanceof Judgement.Killed || judgement instanceof Judgement.OverTime;
  }
}
