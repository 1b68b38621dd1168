package io.github.standpipe.internal.signed;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Credentials from an address, which expire. They are cached and renewed some time before they
 * expire; those in a snapshot have expired by the clock when it is restored.
 */
final class ContainerCredentials implements CredentialSource {
  private static final Duration BEFORE_THE_END = Duration.ofMinutes(5);
  private static final HttpConnection HTTP =
      HttpConnection.oneAnswer(Duration.ofSeconds(2), Duration.ofSeconds(5));

  private final URI address;
  private final String token;
  private final ReentrantLock lock = new ReentrantLock(); // a monitor would pin a carrier thread
  private Lent lent = new Lent(new Credentials("", "", ""), Instant.EPOCH);

  /** Credentials until a time. */
  private record Lent(Credentials credentials, Instant until) {}

  ContainerCredentials(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  @Override
  public Credentials get() throws IOException {
    lock.lock();
    try {
      Instant now = Instant.now();
      if (now.isAfter(lent.until().minus(BEFORE_THE_END))) {
        renew(now);
      }
      return lent.credentials();
    } finally {
      lock.unlock();
    }
  }

  private void renew(Instant now) throws IOException {
    try {
      lent = asked();
    } catch (IOException e) {
      if (now.isAfter(lent.until())) {
        throw e;
      }
    }
  }

  private Lent asked() throws IOException {
    Map<String, String> headers = token.isEmpty() ? Map.of() : Map.of("Authorization", token);
    Reply reply;
    try {
      reply = HTTP.get(address, headers);
    } catch (IOException e) {
      throw passing("did not answer");
    }
    if (reply.status() != 200) {
      throw passing("answered " + reply.status());
    }
    try {
      return lent(JsonMembers.of(reply.body()));
    } catch (JsonProcessingException e) {
      throw passing(
          "answered with a body that is not JSON"); // the parser's message would quote a secret
    }
  }

  private static CredentialsException passing(String what) {
    return new CredentialsException("the credentials' address " + what, true);
  }

  private static Lent lent(Map<String, String> members) throws IOException {
    String id = members.getOrDefault("AccessKeyId", "");
    String secret = members.getOrDefault("SecretAccessKey", "");
    if (id.isEmpty() || secret.isEmpty()) {
      throw passing("answered without credentials");
    }
    Credentials credentials = new Credentials(id, secret, members.getOrDefault("Token", ""));
    return new Lent(credentials, end(members.getOrDefault("Expiration", "")));
  }

  /** Without a readable expiration they are valid for one call. */
  private static Instant end(String text) {
    try {
      return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
