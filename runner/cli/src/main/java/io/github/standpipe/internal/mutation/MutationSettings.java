package io.github.standpipe.internal.mutation;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How mutants are chosen and judged.
 *
 * @param threads how many are judged at a time
 * @param most how many are judged at most, chosen by the seed; all of them if it is empty
 * @param limit the time of one mutant, in addition to what its cases take without a change
 * @param searches for how many survivors the missing fixture is looked for
 */
public record MutationSettings(
    int threads, OptionalInt most, long seed, Duration limit, int searches) {}
