#!/bin/sh
# Starts Toward with the database that comes along, does the README's first calls, reads back what they left, and stops it.
# Its JVM then writes down what it has loaded (-XX:AOTCacheOutput). What it is started with: the arguments of java.
set -eu
export TOWARD=http://localhost:18080
QUARKUS_HTTP_PORT=18080 QUARKUS_MANAGEMENT_PORT=0 TOWARD_DATA_DIR=/tmp/training java "$@" &
java=$!
trap 'kill -TERM $java' EXIT
curl --fail --silent --output /dev/null --retry 300 --retry-delay 1 --retry-all-errors "$TOWARD/health/ready"
awk -f /training/walk.awk /training/README.md > /tmp/walk.sh
. /tmp/walk.sh
for path in /bids /check-ins /insights/bids; do
    call "$PARTNERSHIP$path" -H "$BEN"
done
call "$TOWARD/v1/feed" -H "$BEN"
call --output /dev/null "$TOWARD/docs"
trap - EXIT
kill -TERM $java
wait $java || true
