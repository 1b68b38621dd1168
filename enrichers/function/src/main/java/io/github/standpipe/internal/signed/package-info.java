/**
 * Calls AWS services with the Java platform alone: one signed HTTP request in their JSON protocol,
 * without the AWS SDK in the function's zip.
 */
@NullMarked
package io.github.standpipe.internal.signed;

import org.jspecify.annotations.NullMarked;
