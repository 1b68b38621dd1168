package io.github.standpipe.check;

/** Looks for the faults of a few rules that belong together. */
sealed interface Check extends RuleGroup
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
        StatesCheck,
        StreamCheck,
        TemplateCheck,
        TimingCheck,
        TrustCheck,
        ValueCheck {

  void examine(Subject subject, Findings findings);
}
