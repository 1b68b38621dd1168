package io.github.standpipe.internal.contract;

import java.util.Map;

/**
 * What an expression sees.
 *
 * @param dot what {@code .} is
 * @param place the object whose other keys {@code * : .} takes
 */
record FollowScope(FollowedValue dot, FollowedValue place, Map<String, FollowedValue> variables) {

  FollowScope with(Map<String, FollowedValue> others) {
    return new FollowScope(dot, place, others);
  }

  FollowScope at(FollowedValue other) {
    return new FollowScope(other, other, variables);
  }

  FollowScope below(String key) {
    return new FollowScope(dot, place.get(key), variables);
  }
}
