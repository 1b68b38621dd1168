package io.github.standpipe.cli;

import io.github.standpipe.deployed.Account;
import io.github.standpipe.deployed.DeployedPipe;
import io.github.standpipe.deployed.DeployedPipes;
import io.github.standpipe.template.PipeDefinition;
import io.github.standpipe.template.PipeProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A pipe of the template beside the one that is deployed. */
record DeployedOptions(ProjectOptions options, Account account, DeployedPipes pipes) {

  /** The deployed pipe: by the name given, by the template's, or by what CloudFormation tagged. */
  DeployedPipe pipe(String pipe, Optional<String> name) {
    PipeDefinition definition = definition(pipe, Optional.empty());
    return name.or(() -> writtenName(definition))
        .map(pipes::describe)
        .orElseGet(() ->
            pipes.ofLogicalId(definition.logicalId(), options.parameterValues("AWS::StackName")));
  }

  /** The {@code Name} that the template gives, where it is known here. */
  static Optional<String> writtenName(PipeDefinition definition) {
    PipeProperties written = definition.written();
    return Optional.of(written.properties().path("Name").asText(""))
        .filter(name -> !name.isEmpty() && !written.open().containsKey("Name"));
  }

  /** The template's pipe, as it is where the account and the deployed pipe are. */
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
