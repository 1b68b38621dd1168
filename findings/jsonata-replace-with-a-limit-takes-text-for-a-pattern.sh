#!/usr/bin/env bash
# Expected: $replace(text, ".", "x") replaces dots, because a pattern in quotes is plain text in JSONata; a limit only bounds how many.
# Happens:  without a limit it replaces dots. With a limit the same text is used as a regular expression, in which a dot is any character,
#   so $replace("a.b.c", ".", "x", 1) gives x.b.c.
# Versions: com.dashjoin:jsonata 0.9.10 on Java 25. The reference implementation, jsonata 2.0.6 for JavaScript, gives axb.c.
# Hurts:    expressions that were tried with the reference implementation, such as removing the first dot of an amount: the result differs
#   in silence.
# Source:   met while comparing the functions of both implementations; JSONata's documentation of $replace says what a string pattern means.
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
    <dependency><groupId>com.dashjoin</groupId><artifactId>jsonata</artifactId><version>0.9.10</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat >Finding.java <<'JAVA'
import com.dashjoin.jsonata.Jsonata;

public class Finding {
  public static void main(String[] args) {
    for (String expression :
        new String[] {"$replace('a.b.c', '.', 'x')", "$replace('a.b.c', '.', 'x', 1)"}) {
      System.out.println(expression + " = " + Jsonata.jsonata(expression).evaluate(null));
    }
  }
}
JAVA
java=java
for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" /usr/lib/jvm/*/bin/java; do
  [ -x "$candidate" ] && "$candidate" -version 2>&1 | grep -q 'version "2[1-9]' && java=$candidate
done
"$java" -version 2>&1 | head -n 1
ls lib | grep jsonata
out=$("$java" -cp 'lib/*' Finding.java)
echo "$out"
[ "$out" = "\$replace('a.b.c', '.', 'x') = axbxc
\$replace('a.b.c', '.', 'x', 1) = x.b.c" ] || { echo "this changed" >&2; exit 1; }
