#!/bin/bash
# First start only: our database and the engine's, each with roles of its own. psql quotes the passwords.
set -euo pipefail
psql --username postgres --dbname postgres --set ON_ERROR_STOP=1 \
  --set owner_password="$XINGSHU_OWNER_PASSWORD" \
  --set app_password="$XINGSHU_DATABASE_PASSWORD" \
  --set camunda_password="$CAMUNDA_DATABASE_PASSWORD" <<'SQL'
create role xingshu_owner login password :'owner_password';
create role xingshu_app login password :'app_password';
create role camunda login password :'camunda_password';
create database xingshu owner xingshu_owner;
create database camunda owner camunda;
revoke connect on database xingshu, camunda, postgres from public;
grant connect on database xingshu to xingshu_app;
SQL
