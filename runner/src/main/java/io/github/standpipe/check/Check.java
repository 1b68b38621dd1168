package io.github.standpipe.check;

import java.util.List;

/** Looks for the faults of a few rules that belong together. */
sealed interface Check
    permits AlarmCheck,
        AnswerCheck,
        BatchCheck,
        FifoTargetCheck,
        FilterCheck,
        FunctionCheck,
        InvocationCheck,
        KeyCheck,
        LogCheck,
        MachineCheck,
        PipeCheck,
        QueueCheck,
        RoleCheck,
        SharingCheck,
        StreamCheck,
        TemplateCheck,
        TimingCheck,
        TrustCheck,
        ValueCheck {

  /** The rules whose findings it makes. */
  List<Rule> rules();

  void examine(Subject subject, Findings findings);
}
