#!/usr/bin/env bash
# Expected: JSLT compiles a file, or refuses it with a JsltException that has a place; functions of the application run when
#   an input is transformed.
# Happens:  an object that has a `let` and no dynamic field is evaluated while the file compiles. (1) A function that the
#   application passed in is called then, before there is any input. (2) If the `let` reads another variable of the file, the
#   compilation ends with an ArrayIndexOutOfBoundsException, which is not a JsltException and has no place.
# Versions: com.schibsted.spt.data:jslt 0.1.14 on Java 21 and 25.
# Affects:  applications that pass in functions with side effects or a context (a look-up, a counter, an id), or that catch
#   JsltException to report a faulty file.
# Source:   found while compiling generated files; the library's ObjectExpression evaluates what it considers a constant.
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
    <dependency><groupId>com.schibsted.spt.data</groupId><artifactId>jslt</artifactId><version>0.1.14</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat >Finding.java <<'JAVA'
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.util.List;

public class Finding {
  static int calls;

  public static void main(String[] args) {
    Function next =
        new Function() {
          public String getName() { return "next"; }
          public int getMinArguments() { return 0; }
          public int getMaxArguments() { return 0; }
          public JsonNode call(JsonNode input, JsonNode[] arguments) {
            calls++;
            return new TextNode("n");
          }
        };
    Parser.compileString("{let id = next() \"kind\": \"order\"}", List.of(next));
    System.out.println("calls of the function while compiling: " + calls);
    try {
      Parser.compileString("let a = .x {\"b\": {let c = $a \"kind\": \"order\"}, \"d\": .y}");
      System.out.println("compiles");
    } catch (JsltException e) {
      System.out.println("JsltException");
    } catch (RuntimeException e) {
      System.out.println(e.getClass().getSimpleName());
    }
  }
}
JAVA
java=java
for candidate in "${JAVA_HOME:-/nonexistent}/bin/java" /usr/lib/jvm/*/bin/java; do
  [ -x "$candidate" ] && "$candidate" -version 2>&1 | grep -q 'version "2[1-9]' && java=$candidate
done
"$java" -version 2>&1 | head -n 1
ls lib | grep -E 'jslt|databind'
out=$("$java" -cp 'lib/*' Finding.java)
echo "$out"
[ "$out" = "calls of the function while compiling: 1
ArrayIndexOutOfBoundsException" ] || { echo "this changed" >&2; exit 1; }
