/** Sends messages to an SQS queue. */
@NullMarked
package io.github.standpipe.internal.sqs;

import org.jspecify.annotations.NullMarked;
