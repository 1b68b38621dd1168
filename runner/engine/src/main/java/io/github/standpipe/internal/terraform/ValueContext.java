package io.github.standpipe.internal.terraform;

import org.jspecify.annotations.Nullable;

/**
 * What an expression refers to besides resources.
 *
 * @param module the module that it belongs to
 * @param owner the block whose {@code for_each} or {@code count} repeats it: {@code
 *     aws_sqs_queue.orders}; empty outside of one
 * @param key the key or number of the instance; null without one
 * @param variables the variables of {@code templatefile}; null outside of such a text
 * @param depth how many references led here
 */
record ValueContext(
    ModuleInstance module, String owner, @Nullable Term key, @Nullable Term variables, int depth) {
  private static final int DEEPEST = 40;

  static ValueContext of(ModuleInstance module) {
    return new ValueContext(module, "", null, null, 0);
  }

  static ValueContext of(ModuleInstance module, DeployedObject object) {
    return new ValueContext(module, object.block(), object.index(), null, 0);
  }

  /** The same one reference deeper. */
  ValueContext deeper() {
    return new ValueContext(module, owner, key, variables, depth + 1);
  }

  /** Another module, one reference deeper. */
  ValueContext in(ModuleInstance other) {
    return new ValueContext(other, "", null, null, depth + 1);
  }

  /** The caller of the module. */
  ValueContext caller() {
    ModuleInstance caller = module.caller();
    return new ValueContext(
        caller == null ? module : caller, "module." + name(), module.key(), null, depth + 1);
  }

  private String name() {
    return module.path().substring(module.path().lastIndexOf('.') + 1);
  }

  ValueContext with(Term templateVariables) {
    return new ValueContext(module, owner, key, templateVariables, depth + 1);
  }

  /** The same module outside of the block, one reference deeper. */
  ValueContext outside() {
    return in(module);
  }

  /** A place for values that have none. */
  SourcePlace place() {
    return new SourcePlace("", 1, 1);
  }

  boolean isTooDeep() {
    return depth > DEEPEST;
  }
}
