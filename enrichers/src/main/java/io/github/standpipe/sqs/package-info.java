/**
 * Sends messages to an SQS queue with what the Java platform has: one signed HTTP call, no AWS SDK
 * in the function's zip.
 */
@NullMarked
package io.github.standpipe.sqs;

import org.jspecify.annotations.NullMarked;
