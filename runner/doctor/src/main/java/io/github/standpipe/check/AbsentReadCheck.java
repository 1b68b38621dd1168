package io.github.standpipe.check;

import io.github.standpipe.internal.contract.ContractReader;
import io.github.standpipe.internal.contract.MachineReads;
import io.github.standpipe.internal.contract.NeverGiven;
import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Optional;

/** What the first states of a machine read is something that the pipe may give. */
final class AbsentReadCheck implements AcrossPipes {
  private static final Rule READS_ABSENT = Catalogue.rule("machine-reads-absent");

  private record Read(Subject subject, MachineReads machine) {}

  @Override
  public void examine(Template template, List<Subject> subjects, Findings findings) {
    List<Read> all =
        subjects.stream()
            .filter(subject -> subject.machine().isPresent())
            .flatMap(subject -> reads(template, subject).map(it -> new Read(subject, it)).stream())
            .toList();
    all.forEach(read ->
        read.machine().neverGiven().stream()
            .filter(absent -> absent.path().startsWith("[]."))
            .filter(
                absent -> absent.isAlways() || all.stream().allMatch(it -> lacks(it, read, absent)))
            .forEach(absent -> add(read, absent, findings)));
  }

  /** Empty if the transform cannot be read, which another rule reports. */
  private static Optional<MachineReads> reads(Template template, Subject subject) {
    try {
      return ContractReader.of(template, subject.pipe()).machine();
    } catch (Fault | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** A state behind a condition may be meant for another pipe that starts the same machine. */
  private static boolean lacks(Read other, Read read, NeverGiven absent) {
    boolean isSame = other.machine().machine().equals(read.machine().machine());
    return !isSame
        || other.machine().neverGiven().stream().anyMatch(it -> it.path().equals(absent.path()));
  }

  private static void add(Read read, NeverGiven absent, Findings findings) {
    String machine = read.machine().machine();
    findings.addEach(
        READS_ABSENT,
        machine,
        absent.at(),
        "%s reads %s of its input, which %s never gives."
            .formatted(machine, absent.path(), read.subject().name()),
        absent
            .nearest()
            .map(nearest -> "Read " + nearest + ", or give what is read.")
            .orElse(
                "Give it in the transform or the input template, or ask with IsPresent first."));
  }
}
