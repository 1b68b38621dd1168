package io.github.standpipe.internal.mutation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The mutants of a pipe, judged.
 *
 * @param pipe the pipe
 * @param mutants in the order of files and places
 * @param total the number of all mutants; only a sample may be judged
 * @param stale the excuses that no surviving mutant needs
 * @param cases the number of cases of the pipe
 */
public record MutationReport(
    String pipe, List<JudgedMutant> mutants, int total, List<StaleExcuse> stale, int cases) {
  private static final int ALL = 100;

  public MutationReport {
    mutants = List.copyOf(mutants);
    stale = List.copyOf(stale);
  }

  /**
   * An excuse that is not needed.
   *
   * @param place its file and line
   * @param reason why it is not needed
   */
  public record StaleExcuse(String place, String reason) {}

  /**
   * How many mutants came to which end.
   *
   * @param judged without those that are equivalent or not viable
   */
  public record Tally(int judged, int killed, int excused, int survived) {
    static Tally of(List<JudgedMutant> mutants) {
      int killed = (int) mutants.stream().filter(JudgedMutant::isKilled).count();
      int excused = (int) mutants.stream().filter(JudgedMutant::isExcused).count();
      int survived = (int) mutants.stream().filter(JudgedMutant::isSurvivor).count();
      return new Tally(killed + excused + survived, killed, excused, survived);
    }

    /** The percentage that is killed or excused, rounded down; 100 if there is nothing to judge. */
    public int score() {
      return judged == 0 ? ALL : ALL * (killed + excused) / judged;
    }
  }

  public List<JudgedMutant> survivors() {
    return mutants.stream().filter(JudgedMutant::isSurvivor).toList();
  }

  public Tally tally() {
    return Tally.of(mutants);
  }

  /** By kind; kinds without a mutant are left out. */
  public Map<MutantKind, Tally> tallies() {
    Map<MutantKind, List<JudgedMutant>> byKind = new EnumMap<>(MutantKind.class);
    mutants.forEach(
        one -> byKind.computeIfAbsent(one.mutant().kind(), kind -> new ArrayList<>()).add(one));
    Map<MutantKind, Tally> tallies = new EnumMap<>(MutantKind.class);
    byKind.forEach((kind, all) -> tallies.put(kind, Tally.of(all)));
    return tallies;
  }

  /** The number of mutants with a judgement of a type. */
  public long count(Class<? extends Judgement> type) {
    return mutants.stream().filter(one -> type.isInstance(one.judgement())).count();
  }
}
