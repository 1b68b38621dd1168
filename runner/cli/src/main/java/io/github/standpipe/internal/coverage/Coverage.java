package io.github.standpipe.internal.coverage;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The coverage of cases.
 *
 * @param files the transforms and their imports
 * @param filters the filters of the pipes that have one
 * @param feeders the buses and topics that cases put events on
 * @param machines the machines that cases start
 */
public record Coverage(
    List<CoverageSubject> files,
    List<CoverageSubject> filters,
    List<CoverageSubject> feeders,
    List<CoverageSubject> machines) {
  public Coverage {
    files = List.copyOf(files);
    filters = List.copyOf(filters);
    feeders = List.copyOf(feeders);
    machines = List.copyOf(machines);
  }

  /** The files, the filters, the feeders, then the machines. */
  public List<CoverageSubject> all() {
    return Stream.of(files, filters, feeders, machines).flatMap(List::stream).toList();
  }

  public Share share() {
    return Share.of(pieces());
  }

  /**
   * By what is counted, {@code branches}, in the order of {@link SpotKind}; kinds without spots are
   * left out.
   */
  public Map<String, Share> shares() {
    Map<String, Share> shares = new LinkedHashMap<>();
    for (SpotKind kind : SpotKind.values()) {
      List<CoveredPiece> pieces =
          pieces().stream().filter(p -> p.spot().kind().many().equals(kind.many())).toList();
      if (!pieces.isEmpty()) {
        shares.putIfAbsent(kind.many(), Share.of(pieces));
      }
    }
    return shares;
  }

  private List<CoveredPiece> pieces() {
    return all().stream().map(CoverageSubject::pieces).flatMap(Collection::stream).toList();
  }
}
