package io.github.standpipe.internal.jslt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where each variable of a file is stored, by JSLT's rules: a slot of its own for each declaration,
 * in the file's frame or in that of its function, and the innermost declaration counts.
 */
final class Slots {

  /** Where a variable is stored. */
  record Slot(boolean global, int place) {}

  private final Deque<Map<String, Slot>> file = new ArrayDeque<>();
  private int globals;
  private @Nullable Deque<Map<String, Slot>> function;
  private int locals;

  private Deque<Map<String, Slot>> current() {
    return function == null ? file : function;
  }

  void enter() {
    current().push(new HashMap<>());
  }

  void leave() {
    current().pop();
  }

  void enterFunction() {
    function = new ArrayDeque<>();
    locals = 0;
    enter();
  }

  /** The size of the function's frame. */
  int leaveFunction() {
    function = null;
    return locals;
  }

  int globals() {
    return globals;
  }

  Slot declare(String name) {
    Slot slot = function == null ? new Slot(true, globals++) : new Slot(false, locals++);
    current().getFirst().put(name, slot);
    return slot;
  }

  /** The variable's slot; null if the file does not declare it. */
  @Nullable Slot find(String name) {
    Slot own = find(name, current());
    return own == null ? find(name, file) : own;
  }

  /** The names that are declared here. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    current().forEach(scope -> names.addAll(scope.keySet()));
    file.forEach(scope -> names.addAll(scope.keySet()));
    return names;
  }

  private static @Nullable Slot find(String name, Deque<Map<String, Slot>> scopes) {
    for (Map<String, Slot> scope : scopes) {
      Slot slot = scope.get(name);
      if (slot != null) {
        return slot;
      }
    }
    return null;
  }
}
