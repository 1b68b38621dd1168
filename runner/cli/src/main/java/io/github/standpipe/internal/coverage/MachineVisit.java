package io.github.standpipe.internal.coverage;

import io.github.standpipe.machine.MachineStep;

/** A step of an execution of a machine that counts for coverage. */
record MachineVisit(String machine, MachineStep step) {}
