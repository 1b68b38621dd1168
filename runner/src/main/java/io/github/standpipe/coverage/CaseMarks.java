package io.github.standpipe.coverage;

import io.github.standpipe.coverage.RouteMarks.RouteSpot;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;

/**
 * What one case shows.
 *
 * @param subject its pipe
 * @param transforms the outcomes of the spots of all transforms
 * @param filter those of its pipe's filter
 * @param routes by part of what stands in front of the queue
 * @param visits what its executions did
 */
record CaseMarks(
    String subject,
    BitSet transforms,
    BitSet filter,
    Map<RouteSpot, BitSet> routes,
    Set<MachineVisit> visits) {}
