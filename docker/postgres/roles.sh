#!/bin/sh
# Two roles: one that owns the tables and changes them when Toward starts, and one for everything else.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 \
    --set owner="$OWNER_PASSWORD" --set application="$DATABASE_PASSWORD" <<'SQL'
create role toward_owner login password :'owner';
create role toward login password :'application';
create database toward owner toward_owner;
SQL
