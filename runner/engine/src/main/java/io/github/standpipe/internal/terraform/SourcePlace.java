package io.github.standpipe.internal.terraform;

/**
 * A place in a configuration, a plan or a state.
 *
 * @param file the path of the file, as the plan or state was named
 * @param line the line, from 1 on
 * @param column the column, from 1 on
 */
public record SourcePlace(String file, int line, int column) {}
