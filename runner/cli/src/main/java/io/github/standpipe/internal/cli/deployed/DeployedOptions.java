package io.github.standpipe.internal.cli.deployed;

import io.github.standpipe.internal.cli.console.ProjectOptions;
import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.internal.deployed.DeployedPipe;
import io.github.standpipe.internal.deployed.DeployedPipes;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.PipeProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A pipe of the template and its deployed counterpart. */
record DeployedOptions(ProjectOptions options, Account account, DeployedPipes pipes) {

  /** The deployed pipe: by the given name, by the template's, or by CloudFormation's tags. */
  DeployedPipe pipe(String pipe, Optional<String> name) {
    PipeDefinition definition = definition(pipe, Optional.empty());
    return name.or(() -> writtenName(definition))
        .map(pipes::describe)
        .orElseGet(() ->
            pipes.ofLogicalId(definition.logicalId(), options.parameterValues("AWS::StackName")));
  }

  /** The {@code Name} in the template, if it is known here. */
  static Optional<String> writtenName(PipeDefinition definition) {
    PipeProperties written = definition.written();
    return Optional.of(written.properties().path("Name").asText(""))
        .filter(name -> !name.isEmpty() && !written.open().containsKey("Name"));
  }

  /** The template's pipe, resolved for the account and region of the deployed pipe. */
  PipeDefinition definition(String pipe, Optional<DeployedPipe> deployed) {
    Map<String, String> known = new HashMap<>();
    known.put("AWS::Region", account.region());
    known.put("AWS::Partition", account.partition());
    deployed.ifPresent(there -> {
      known.put("AWS::AccountId", there.account());
      there.stack().ifPresent(stack -> known.put("AWS::StackName", stack));
    });
    return options.project(known).template().pipe(pipe);
  }
}
