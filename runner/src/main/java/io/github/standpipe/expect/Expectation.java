package io.github.standpipe.expect;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a file expects.
 *
 * @param text the file
 * @param written its JSON
 * @param value what that stands for: read by {@link Notation#read}, and perhaps with keys that are
 *     not written, but follow
 */
public record Expectation(String text, JsonNode written, JsonNode value) {}
