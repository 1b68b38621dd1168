package io.github.standpipe.internal.cli.production;

import io.github.standpipe.internal.cli.console.AwsOptions;
import io.github.standpipe.internal.deployed.Account;
import io.github.standpipe.internal.local.LiveQueue;
import io.github.standpipe.internal.local.QueueAddress;
import io.github.standpipe.internal.local.ServerQueues;
import io.github.standpipe.internal.local.Servers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The queues to read from: on the server that {@code AWS_ENDPOINT_URL_SQS} names, which needs no
 * credentials, else in an account.
 */
record OpenQueues(ServerQueues queues, Optional<Account> account) implements AutoCloseable {

  static OpenQueues of(AwsOptions aws, String arn, QueueAddress address) {
    Optional<String> region = Optional.ofNullable(aws.region).or(address::region);
    Map<String, String> environment = new HashMap<>(System.getenv());
    region.ifPresent(given -> environment.put("AWS_REGION", given));
    Optional.ofNullable(aws.profile).ifPresent(given -> environment.put("AWS_PROFILE", given));
    Servers servers = Servers.of(environment);
    if (servers.sqs().isPresent()) {
      return new OpenQueues(ServerQueues.of(servers, arn), Optional.empty());
    }
    Account account = Account.open(region, Optional.ofNullable(aws.profile), aws.patience());
    return new OpenQueues(account.queues(), Optional.of(account));
  }

  LiveQueue find(QueueAddress address) {
    return queues.find(address);
  }

  @Override
  public void close() {
    queues.close();
    account.ifPresent(Account::close);
  }
}
