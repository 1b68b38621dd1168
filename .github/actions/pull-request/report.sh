#!/usr/bin/env bash
# Writes the report on a pull request: $OUT/report.md and $OUT/check.sarif. Exits with 1 if a part of $FAIL_ON has a
# finding, and with 2 if a part could not run.
set -uo pipefail

: "${BASE:?the revision to compare with}"
STANDPIPE=${STANDPIPE:-./standpipe}
TEMPLATE=${TEMPLATE:-pipes/template.yaml}
FIXTURES=${FIXTURES:-fixtures}
EVENTS=${EVENTS:-}
MUTANTS=${MUTANTS:-100}
FAIL_ON=${FAIL_ON-check compat test}
OUT=${OUT:-target/standpipe}
MOST=12000 # characters of a part: a comment holds 65,536
export NO_COLOR=1

mkdir -p "$OUT"
report=$OUT/report.md
status=0

if [ -n "${PIPES:-}" ]; then
  read -r -a pipes <<< "$PIPES"
else
  pipes=()
  for folder in "$FIXTURES"/*/; do
    [ -d "$folder" ] && pipes+=("$(basename "$folder")")
  done
fi

# part NAME TITLE FILE COMMAND...: runs a command and adds what it prints, or what it writes into FILE.
part() {
  local name=$1 title=$2 file=$3 code=0
  shift 3
  "$@" > "$OUT/part.txt" 2>&1 || code=$?
  local mark=":white_check_mark:"
  if [ "$code" -eq 1 ]; then
    mark=":warning:"
    case " $FAIL_ON " in
      *" $name "*)
        mark=":x:"
        [ "$status" -eq 2 ] || status=1
        ;;
    esac
  elif [ "$code" -ne 0 ]; then
    mark=":boom:"
    status=2
  fi
  {
    echo
    echo "<details$([ "$code" -eq 0 ] || echo " open")><summary>$mark $title</summary>"
    echo
    if [ -n "$file" ] && [ -s "$file" ] && [ "$code" -lt 2 ]; then
      head -c "$MOST" "$file"
    else
      fence=$(grep -o '`\{3,\}' "$OUT/part.txt" | sort -r | sed -n 1p)
      fence=${fence:-\`\`}\`
      echo "${fence}text"
      head -c "$MOST" "$OUT/part.txt"
      echo
      echo "$fence"
    fi
    echo
    echo "</details>"
  } >> "$report"
}

echo "<!-- standpipe -->" > "$report"
echo "## Standpipe: what this change does to events" >> "$report"

"$STANDPIPE" check "$TEMPLATE" --format sarif --fail-on never > "$OUT/check.sarif" 2>/dev/null || true
part check "Findings in the template and its transforms" "" "$STANDPIPE" check "$TEMPLATE"
part compat "Schemas against \`${BASE:0:12}\`" "" "$STANDPIPE" compat "$TEMPLATE" --base "$BASE"

for pipe in "${pipes[@]}"; do
  events=$FIXTURES/$pipe
  if [ -n "$EVENTS" ]; then
    for given in "$EVENTS/$pipe" "$EVENTS/$pipe.jsonl" "$EVENTS/$pipe.json"; do
      [ -e "$given" ] && events=$given && break
    done
  fi
  rm -f "$OUT/compare.md"
  part compare "$pipe: events against \`${BASE:0:12}\`" "$OUT/compare.md" \
    "$STANDPIPE" compare "$pipe" --base "$BASE" --events "$events" --markdown "$OUT/compare.md" -t "$TEMPLATE"
  if [ "$MUTANTS" != 0 ]; then
    part mutate "$pipe: changes that no fixture notices" "" \
      "$STANDPIPE" mutate "$pipe" --max "$MUTANTS" -t "$TEMPLATE" -f "$FIXTURES"
  fi
done

part test "Fixtures and coverage" "" "$STANDPIPE" test --coverage -t "$TEMPLATE" -f "$FIXTURES"
rm -f "$OUT/part.txt" "$OUT/compare.md"
exit "$status"
