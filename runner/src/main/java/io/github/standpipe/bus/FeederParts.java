package io.github.standpipe.bus;

import java.util.List;
import java.util.Map;

/**
 * The parts of feeders, by what they are.
 *
 * @param buses the rules of each Classic bus, by its ARN
 * @param queues the queues that the template declares, by their ARNs
 */
record FeederParts(
    Map<String, List<ClassicRule>> buses,
    List<EventArchive> archives,
    Map<String, QueueTarget> queues) {}
