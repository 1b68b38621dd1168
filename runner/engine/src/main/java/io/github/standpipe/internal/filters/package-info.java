/**
 * Compares filters by meaning: whether each event that one passes is passed by the other, with a
 * smallest event as evidence if not.
 *
 * <p>At each path the values fall into finitely many classes that all matchers treat alike; one
 * value stands for each. A search over these decides; event-ruler judges the values and confirms
 * each witness (decision 0030).
 */
@NullMarked
package io.github.standpipe.internal.filters;

import org.jspecify.annotations.NullMarked;
