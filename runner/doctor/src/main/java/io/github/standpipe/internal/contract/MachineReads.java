package io.github.standpipe.internal.contract;

import io.github.standpipe.internal.contract.PathReading.Use;
import io.github.standpipe.template.Property;
import java.util.List;

/**
 * What the state machine behind a pipe reads of its input, until its states replace it.
 *
 * @param machine its logical id
 * @param readings within the input, an array, whose items have the step {@link PathReading#EACH}
 * @param neverGiven those that the pipe never gives
 */
public record MachineReads(
    String machine, List<PathReading> readings, List<NeverGiven> neverGiven) {
  public MachineReads {
    readings = List.copyOf(readings);
    neverGiven = List.copyOf(neverGiven);
  }

  static MachineReads of(String machine, Property definition, FollowedValue given) {
    Readings readings = new Readings();
    MachineFollower follower = new MachineFollower(readings, given);
    follower.follow(definition, new FollowedValue.EventPart(List.of()));
    List<PathReading> all =
        readings.all().stream()
            .filter(reading -> !(reading.steps().isEmpty() && reading.use() == Use.ITEMS))
            .toList();
    return new MachineReads(machine, all, NeverGiven.of(all, given, follower.places()));
  }
}
