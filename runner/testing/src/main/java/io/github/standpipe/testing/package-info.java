/**
 * Tests of enrichers in Java: {@link io.github.standpipe.testing.EnricherTester} calls one as
 * Lambda does, and {@link io.github.standpipe.testing.EnricherRun} holds what happened to each
 * event. It needs no test framework and works with any.
 */
@NullMarked
package io.github.standpipe.testing;

import org.jspecify.annotations.NullMarked;
