package io.github.standpipe.check;

import io.github.standpipe.json.Fault;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the rules on a class path.
 *
 * @param faults receives a line for each rule that cannot be used
 */
record RuleLoading(ClassLoader classPath, List<String> faults) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final String SERVICE = "META-INF/services/" + DoctorRule.class.getName();
  private static final int MOST_FAULTS = 100;

  /** A class loader for jars and folders, kept open: a rule may load classes at any time. */
  static ClassLoader classPath(List<Path> places) {
    URL[] urls = places.stream().map(RuleLoading::url).toArray(URL[]::new);
    return new URLClassLoader(urls, RuleLoading.class.getClassLoader());
  }

  static void requireAny(List<Path> places, int found) {
    if (found == 0) {
      String where = places.stream().map(Path::toString).collect(Collectors.joining(", "));
      throw new Fault(where, "contains no rules; name their classes in " + SERVICE);
    }
  }

  private static URL url(Path place) {
    if (!Files.exists(place)) {
      throw new Fault(place.toString(), "does not exist; build the jar, or correct --rules-from");
    }
    try {
      return place.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new Fault(place.toString(), "cannot be on a class path; rename it");
    }
  }

  List<AddedRule> find() {
    List<AddedRule> found = new ArrayList<>();
    Iterator<Provider<DoctorRule>> all =
        ServiceLoader.load(DoctorRule.class, classPath).stream().iterator();
    boolean more = true;
    while (more && faults.size() < MOST_FAULTS) {
      try {
        more = all.hasNext();
        if (more) {
          add(all.next(), found);
        }
      } catch (ServiceConfigurationError e) {
        faults.add(unusable(e));
      }
    }
    return found;
  }

  private void add(Provider<DoctorRule> provider, List<AddedRule> found) {
    String name = provider.type().getName();
    try {
      Rule rule = provider.get().rule();
      if (!ID.matcher(rule.id()).matches()) {
        faults.add(name + ": the id '" + rule.id() + "' is not in kebab-case; write it a-b-c");
      } else if (rule.severity() == null || rule.title().isBlank() || rule.why().isBlank()) {
        faults.add(name + ": rule " + rule.id() + " lacks a severity, a title or a reason");
      } else {
        found.add(new AddedRule(rule, provider));
      }
    } catch (Fault e) {
      faults.add(name + ": " + e.getMessage());
    } catch (ServiceConfigurationError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String kind = cause.getClass().getSimpleName();
      faults.add(name + ": cannot be created: " + kind + "; correct it");
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      faults.add(name + ": rule() failed with " + e.getClass().getSimpleName() + "; correct it");
    }
  }

  private static String unusable(ServiceConfigurationError error) {
    String message = String.valueOf(error.getMessage());
    String prefix = DoctorRule.class.getName() + ": ";
    String said = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    return new Fault(SERVICE, said + "; correct the jar").getMessage();
  }
}
