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

# A comment holds 65,536 characters, so each part has its share.
most=$((60000 / (3 + 2 * ${#pipes[@]}) - 300))
[ "$most" -le 12000 ] || most=12000
[ "$most" -ge 500 ] || most=500

# shortened FILE: its first lines, and a line that says so if there are more.
shortened() {
  if [ "$(wc -c < "$1")" -le "$most" ]; then
    cat "$1"
    return
  fi
  head -c "$most" "$1" | sed '$d' > "$OUT/short.txt"
  cat "$OUT/short.txt"
  echo "(cut: $(wc -l < "$OUT/short.txt") of $(wc -l < "$1") lines)"
}

# closed FILE: a shortened file of Markdown, with an end for each fold that the cut left open.
closed() {
  shortened "$1" > "$OUT/closed.txt"
  cat "$OUT/closed.txt"
  local open
  open=$(($(grep -c '<details' "$OUT/closed.txt") - $(grep -c '</details>' "$OUT/closed.txt")))
  while [ "$open" -gt 0 ]; do
    printf '\n</details>\n'
    open=$((open - 1))
  done
}

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
      closed "$file"
    else
      fence=$(grep -o '`\{3,\}' "$OUT/part.txt" | sort -r | sed -n 1p)
      fence=${fence:-\`\`}\`
      echo "${fence}text"
      shortened "$OUT/part.txt"
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
[ -s "$OUT/check.sarif" ] || rm "$OUT/check.sarif"
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
rm -f "$OUT/part.txt" "$OUT/short.txt" "$OUT/closed.txt" "$OUT/compare.md"
exit "$status"
