/** Sends messages to an SQS queue. */
@NullMarked
package io.github.standpipe.sqs;

import org.jspecify.annotations.NullMarked;
