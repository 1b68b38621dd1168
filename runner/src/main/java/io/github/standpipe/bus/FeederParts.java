package io.github.standpipe.bus;

import java.util.List;
import java.util.Map;

/**
 * The parts of feeders, by what they are.
 *
 * @param buses the rules of each Classic bus, by its ARN
 * @param topics by their ARNs
 * @param buckets by their names
 * @param customBuses by their ARNs
 * @param queues the queues that the template declares, by their ARNs
 * @param queuesByUrl the ARNs of those queues, by their URLs
 * @param names the ARNs of buses and topics and the names of buckets, by their names and logical
 *     ids
 */
record FeederParts(
    Map<String, List<ClassicRule>> buses,
    List<EventArchive> archives,
    Map<String, SnsTopic> topics,
    Map<String, ObjectNotifications> buckets,
    List<Schedule> schedules,
    Map<String, CustomFeeders.Declaration> customBuses,
    Map<String, QueueTarget> queues,
    Map<String, String> queuesByUrl,
    Map<String, String> names) {}
