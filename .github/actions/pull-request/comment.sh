#!/usr/bin/env bash
# Puts $REPORT into the comment of an earlier run on pull request $NUMBER of $REPOSITORY, or into a new one.
set -euo pipefail

body=$(mktemp)
head -c 65000 "$REPORT" > "$body"
earlier=$(gh api --paginate "repos/$REPOSITORY/issues/$NUMBER/comments" \
  --jq '.[] | select(.body | startswith("<!-- standpipe -->")) | .id' | sed -n 1p)
if [ -n "$earlier" ]; then
  gh api --method PATCH "repos/$REPOSITORY/issues/comments/$earlier" -F "body=@$body" --silent
else
  gh api --method POST "repos/$REPOSITORY/issues/$NUMBER/comments" -F "body=@$body" --silent
fi
