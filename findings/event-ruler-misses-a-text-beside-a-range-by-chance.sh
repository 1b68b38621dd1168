#!/usr/bin/env bash
# Expected: a rule whose field takes two texts and a range of numbers matches each of the texts, always.
# Happens:  about every second machine that is built of the rule does not match the first text, and keeps to that. Which ones
#   depends on nothing in the rule, only on what the program did before. Without the second text, or with a range that has a lower bound alone, none
#   misses it.
# Versions: software.amazon.event.ruler:event-ruler 2.1.0 on Java 25.
# Affects:  filters and rules on fields that hold a number or a word, as a limit that may be "none": events are lost by chance, and a test passes or fails
#   by what ran before it.
# Source:   found while comparing 100,000 random pairs of filters with event-ruler.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>software.amazon.event.ruler</groupId><artifactId>event-ruler</artifactId><version>2.1.0</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat >Finding.java <<'JAVA'
import software.amazon.event.ruler.Machine;

public class Finding {
  static final int MACHINES = 2_000;

  static String of(String matchers) throws Exception {
    int missed = 0;
    for (int i = 0; i < MACHINES; i++) {
      Machine machine = Machine.builder().build();
      machine.addRule("r", "{\"k\": " + matchers + "}");
      missed += machine.rulesForJSONEvent("{\"k\": \"Ab\"}").isEmpty() ? 1 : 0;
    }
    System.err.println(matchers + ", {\"k\": \"Ab\"}: missed by " + missed + " of " + MACHINES + " machines");
    return matchers + ": missed by " + (missed == 0 ? "none" : missed == MACHINES ? "all" : "some");
  }

  public static void main(String[] args) throws Exception {
    System.out.println(of("[\"Ab\", {\"numeric\": [\"<=\", 2]}, \"c\"]"));
    System.out.println(of("[\"Ab\", {\"numeric\": [\"<=\", 2]}]"));
    System.out.println(of("[\"Ab\", {\"numeric\": [\">\", 2]}, \"c\"]"));
  }
}
JAVA
java=java
for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" /usr/lib/jvm/*/bin/java; do
  [ -x "$candidate" ] && "$candidate" -version 2>&1 | grep -q 'version "2[1-9]' && java=$candidate
done
"$java" -version 2>&1 | head -n 1
ls lib | grep -E 'ruler|databind'
out=$("$java" -cp 'lib/*' Finding.java)
echo "$out"
[ "$out" = '["Ab", {"numeric": ["<=", 2]}, "c"]: missed by some
["Ab", {"numeric": ["<=", 2]}]: missed by none
["Ab", {"numeric": [">", 2]}, "c"]: missed by none' ] || { echo "this changed" >&2; exit 1; }
