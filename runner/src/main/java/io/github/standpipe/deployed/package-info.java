/**
 * Pipes that are deployed, through the APIs of AWS: read, compared with a template, made, changed,
 * started, stopped, deleted; and events sent to them.
 *
 * <p>{@link io.github.standpipe.deployed.Account} opens it. Region, credentials and end points are
 * found as the AWS SDK finds them. What AWS refuses is a {@link io.github.standpipe.enrich.Fault}
 * of one line.
 */
@NullMarked
package io.github.standpipe.deployed;

import org.jspecify.annotations.NullMarked;
