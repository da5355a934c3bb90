#!/bin/sh
# After a deployment: whether the app answers that it is up. Instances are replaced one after another, and the first one
# starts cold, so that it is asked for some minutes.
set -eu

origin=$1
tries=${2:-30}
pause=${3:-10}
answer=none
while [ "$tries" -gt 0 ]; do
    answer=$(curl --silent --show-error --max-time 20 --write-out ' %{http_code}' "$origin/api/health" || true)
    case $answer in *'"up"'*' 200') echo "$origin is up."; exit 0 ;; esac
    tries=$((tries - 1))
    sleep "$pause"
done
echo "$origin is not up. It last said: $answer" >&2
exit 1
