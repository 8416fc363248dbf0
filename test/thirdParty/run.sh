#!/usr/bin/env bash
# Programs that nobody here wrote, against the simulated modem. Prints "ok …" or "not ok …" for each check and ends with
# "third-party: N passed, N failed"; exits with 1 when anything failed. Needs gammu and smstools, and a built project
# (npm run build); installs nothing.
set -euo pipefail
exec </dev/null
cd "$(dirname "${BASH_SOURCE[0]}")"

passed=0
failed=0
for script in gammu.sh smstools.sh; do
  output=$(timeout --kill-after=10s 10m bash "$script" 2>&1) || true
  grep -v '^# counted ' <<<"$output" || true
  if counts=$(grep '^# counted ' <<<"$output"); then
    read -r _ _ good bad <<<"$counts"
  else
    echo "not ok $script comes to its end"
    good=$(grep -c '^ok ' <<<"$output" || true)
    bad=$(($(grep -c '^not ok ' <<<"$output" || true) + 1))
  fi
  passed=$((passed + good))
  failed=$((failed + bad))
done
echo "third-party: $passed passed, $failed failed"
exit $((failed > 0))
