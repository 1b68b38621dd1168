/**
 * Look-ups that reach a service: DynamoDB, HTTP and S3, each one a {@link
 * io.github.standpipe.enrich.LookupScheme} that is loaded when a variable names it.
 */
@NullMarked
package io.github.standpipe.internal.lookup;

import org.jspecify.annotations.NullMarked;
