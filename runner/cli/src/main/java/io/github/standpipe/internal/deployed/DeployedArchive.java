package io.github.standpipe.internal.deployed;

/**
 * An archive of a bus's events.
 *
 * @param arn the archive's ARN
 * @param bus the ARN of the bus that it archives
 * @param events the number of events in it
 * @param retentionDays how long it keeps them; 0 without limit
 */
public record DeployedArchive(
    String name, String arn, String bus, long events, int retentionDays) {}
