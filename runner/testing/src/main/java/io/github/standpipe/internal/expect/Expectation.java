package io.github.standpipe.internal.expect;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The expectation in a file.
 *
 * @param text the file
 * @param written its JSON
 * @param value its meaning: read by {@link Notation#read}, possibly with keys that are not written
 *     but implied
 */
public record Expectation(String text, JsonNode written, JsonNode value) {}
