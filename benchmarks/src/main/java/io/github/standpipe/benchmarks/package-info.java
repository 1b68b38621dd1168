/** Measures the enrichment function, as ratios against a floor in the same run. */
@NullMarked
package io.github.standpipe.benchmarks;

import org.jspecify.annotations.NullMarked;
