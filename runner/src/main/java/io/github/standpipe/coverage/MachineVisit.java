package io.github.standpipe.coverage;

import io.github.standpipe.machine.MachineStep;

/** Something that an execution of a machine did. */
record MachineVisit(String machine, MachineStep step) {}
