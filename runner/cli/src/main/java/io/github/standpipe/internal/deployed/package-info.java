/**
 * Deployed pipes, through the APIs of AWS: reads, compares with a template, creates, changes,
 * starts, stops and deletes them, and sends events to them.
 *
 * <p>{@link io.github.standpipe.internal.deployed.Account} is the entry. Region, credentials and
 * endpoints are found as the AWS SDK finds them. A rejected call throws a {@link
 * io.github.standpipe.json.Fault} with one line.
 */
@NullMarked
package io.github.standpipe.internal.deployed;

import org.jspecify.annotations.NullMarked;
