#!/usr/bin/env bash
# Expected: {"a": {"x": [1], "y": [{"exists": false}]}} treats an array of objects in the same way whatever its two keys are called.
# Happens:  the absence is checked against those fields only that are consistent with the array elements matched so far, and fields
#   are visited in the order of their names. With the absent key after the present one, an element with x alone matches although
#   another element has y. With the absent key before it, any element that has the key prevents the match.
# Versions: software.amazon.event.ruler:event-ruler 2.1.0 on Java 25.
# Affects:  filters and rules that combine a value and an absence below an array: renaming a field changes what passes.
# Source:   found while deciding whether two filters pass the same messages.
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
  static String of(String present, String absent) throws Exception {
    Machine machine = Machine.builder().build();
    machine.addRule("r", "{\"a\": {\"" + present + "\": [1], \"" + absent + "\": [{\"exists\": false}]}}");
    String event = "{\"a\": [{\"" + present + "\": 1}, {\"" + absent + "\": 5}]}";
    return present + " is 1 and " + absent + " is absent, " + event + ": "
        + (machine.rulesForJSONEvent(event).isEmpty() ? "no match" : "match");
  }

  public static void main(String[] args) throws Exception {
    System.out.println(of("b", "c"));
    System.out.println(of("c", "b"));
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
[ "$out" = 'b is 1 and c is absent, {"a": [{"b": 1}, {"c": 5}]}: match
c is 1 and b is absent, {"a": [{"c": 1}, {"b": 5}]}: no match' ] || { echo "this changed" >&2; exit 1; }
