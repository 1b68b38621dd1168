package io.github.standpipe.internal.lookup;

/**
 * Why a look-up could not answer a key.
 *
 * @param reason what the service did
 * @param tries how often it did; 0 if a retry was useless
 * @param overloaded whether the service says that it has too much to do
 */
record KeyFailure(String reason, int tries, boolean overloaded) {

  String describe() {
    return tries == 0 ? reason : UnansweredKeys.repeated(reason, tries);
  }
}
