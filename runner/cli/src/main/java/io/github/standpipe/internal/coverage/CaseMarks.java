package io.github.standpipe.internal.coverage;

import io.github.standpipe.internal.coverage.RouteMarks.RouteSpot;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;

/**
 * The outcomes that one case shows.
 *
 * @param subject its pipe
 * @param transforms the outcomes of the spots of all transforms
 * @param filter the outcomes of its pipe's filter
 * @param routes the outcomes of the routes in front of the queue, by part
 * @param visits the visits of its executions
 */
record CaseMarks(
    String subject,
    BitSet transforms,
    BitSet filter,
    Map<RouteSpot, BitSet> routes,
    Set<MachineVisit> visits) {}
