package io.github.standpipe.internal.terraform;

import org.jspecify.annotations.Nullable;

/**
 * A resource or data source as a plan or a state lists it.
 *
 * @param address such as {@code module.orders.aws_pipes_pipe.this[0]}
 * @param module the address of its module with a dot at the end; empty for the root module
 * @param data whether it is a data source
 * @param index the key of {@code for_each}, or the number of {@code count}; null without them
 * @param values what is known
 * @param unknown true, at each place of a value that is known only after apply
 * @param sensitive true, at each place of a value that must not be shown
 */
record DeployedObject(
    String address,
    String module,
    boolean data,
    String type,
    String name,
    @Nullable Term index,
    Term values,
    @Nullable Term unknown,
    @Nullable Term sensitive) {

  /** The address without module and index, as the configuration of the module lists it. */
  String block() {
    return (data ? "data." : "") + type + "." + name;
  }
}
