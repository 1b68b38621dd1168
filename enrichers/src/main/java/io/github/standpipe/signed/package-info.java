/**
 * Calls services of AWS with what the Java platform has: one signed HTTP request in their JSON
 * protocol, no AWS SDK in the function's zip.
 */
@NullMarked
package io.github.standpipe.signed;

import org.jspecify.annotations.NullMarked;
