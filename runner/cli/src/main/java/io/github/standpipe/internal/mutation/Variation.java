package io.github.standpipe.internal.mutation;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value that differs from another in one place.
 *
 * @param words what differs, by path, without a value
 */
record Variation(JsonNode value, String words) {}
