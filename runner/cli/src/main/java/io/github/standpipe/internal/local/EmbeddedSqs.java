package io.github.standpipe.internal.local;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.github.standpipe.json.Fault;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * An SQS-compatible server on a free loopback port; its queues end with it.
 *
 * <p>It enforces SQS's own limits on messages, up to 1,048,576 characters per body. It prints
 * nothing, and none of its threads keeps the process alive.
 */
public final class EmbeddedSqs implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  /** Our own actor system is silent from the start, and its threads are daemons. */
  private static final String QUIET =
      """
      pekko {
        loggers = []
        loglevel = OFF
        stdout-loglevel = OFF
        log-dead-letters = off
        log-dead-letters-during-shutdown = off
        daemonic = on
        jvm-shutdown-hooks = off
        coordinated-shutdown.run-by-jvm-shutdown-hook = off
      }
      """;

  private final ActorSystem system;
  private final String region;
  private final URI endpoint;

  private EmbeddedSqs(ActorSystem system, String region, URI endpoint) {
    this.system = system;
    this.region = region;
    this.endpoint = endpoint;
  }

  /**
   * Starts a server whose queues have the region and account of an ARN.
   *
   * @throws Fault if there is no free loopback port
   */
  public static EmbeddedSqs start(String queueArn) {
    QueueArn arn = QueueArn.of(queueArn);
    Config config = ConfigFactory.parseString(QUIET).withFallback(ConfigFactory.load());
    ActorSystem system = ActorSystem.create("sqs", config);
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(system)
            .withInterface(HOST)
            .withDynamicPort()
            .withAWSRegion(arn.region())
            .withAWSAccountId(arn.account())
            .start();
    return new EmbeddedSqs(
        system, arn.region(), URI.create("http://" + HOST + ":" + port(server, system)));
  }

  private static int port(SQSRestServer server, ActorSystem system) {
    try {
      return server.waitUntilStarted().localAddress().getPort();
    } catch (RuntimeException e) {
      system.terminate();
      throw new Fault("the embedded queue server cannot start on " + HOST + ": " + e.getMessage());
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  String region() {
    return region;
  }

  /** Ends the server and its queues; long polls are cut off. */
  @Override
  public void close() {
    system.terminate();
    CompletionStage<?> ended = system.getWhenTerminated();
    try {
      ended.toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the embedded queue server does not stop", e);
    }
  }
}
