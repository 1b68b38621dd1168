package io.github.standpipe.deployed;

/**
 * An archive of a bus's events.
 *
 * @param arn its own
 * @param bus the ARN of the bus that it archives
 * @param events how many it holds
 * @param retentionDays how long it keeps them; 0 for ever
 */
public record DeployedArchive(
    String name, String arn, String bus, long events, int retentionDays) {}
