package io.github.standpipe.internal.account;

import java.util.List;
import java.util.Optional;

/**
 * The pipes that are asked for.
 *
 * @param names all if it is empty
 * @param prefix of their names
 */
public record PipeSelection(List<String> names, Optional<String> prefix) {}
