package io.github.standpipe.internal.account;

import io.github.standpipe.check.Diagnosis;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pipes that a resource concerns: those that lead to it, and those whose queue it feeds. All
 * maps are by logical id.
 */
final class PipesByResource {
  private static final Pattern ARN = Pattern.compile("\"(arn:[^\"\\\\]+)\"");

  private final AccountPicture picture;
  private final Map<String, Set<String>> users = new HashMap<>();
  private final Map<String, Set<String>> readers = new HashMap<>();
  private final Map<String, Set<String>> named = new HashMap<>();
  private final Map<String, Set<String>> naming = new HashMap<>();

  private PipesByResource(AccountPicture picture) {
    this.picture = picture;
  }

  static PipesByResource of(AccountPicture picture, Diagnosis said) {
    PipesByResource all = new PipesByResource(picture);
    for (Diagnosis.ExaminedPipe pipe : said.pipes()) {
      add(all.users, pipe.name(), pipe.name());
      pipe.parts().forEach(part -> all.add(part, pipe.name()));
    }
    picture.words().texts().forEach(all::addNames);
    return all;
  }

  private void add(Diagnosis.ExaminedPipe.Part part, String pipe) {
    add(users, part.name(), pipe);
    String arn = picture.words().arns().get(part.name());
    if (part.role().equals("source") && arn != null) {
      add(readers, arn, pipe);
    }
  }

  private static void add(Map<String, Set<String>> sets, String key, String value) {
    sets.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(value);
  }

  private void addNames(String id, String text) {
    Matcher arn = ARN.matcher(text);
    while (arn.find()) {
      add(named, id, arn.group(1));
      add(naming, arn.group(1), id);
    }
  }

  /** Those of one resource; all of them if nothing is known. */
  Set<String> of(String resource) {
    Set<String> known = users.get(resource);
    if (known != null) {
      return known;
    }
    Set<String> fed = new LinkedHashSet<>(fedBy(resource));
    String arn = picture.words().arns().getOrDefault(resource, "");
    naming.getOrDefault(arn, Set.of()).forEach(other -> fed.addAll(fedBy(other)));
    if (fed.isEmpty()) {
      picture.pipes().forEach(pipe -> fed.add("pipe " + pipe.name()));
    }
    users.put(resource, fed);
    return fed;
  }

  private Set<String> fedBy(String resource) {
    Set<String> pipes = new LinkedHashSet<>();
    named
        .getOrDefault(resource, Set.of())
        .forEach(arn -> pipes.addAll(readers.getOrDefault(arn, Set.of())));
    return pipes;
  }
}
