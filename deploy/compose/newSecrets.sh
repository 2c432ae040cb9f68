#!/bin/sh
# Prints a fresh .env for docker-compose.yml: sh deploy/compose/newSecrets.sh > .env
# Letters and digits only, since some of them stand in database addresses.
set -eu
umask 077
secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
for name in POSTGRES_PASSWORD XINGSHU_OWNER_PASSWORD XINGSHU_DATABASE_PASSWORD CAMUNDA_DATABASE_PASSWORD \
  XINGSHU_ENGINE_ADMIN_PASSWORD XINGSHU_ENGINE_SERVICE_PASSWORD XINGSHU_ENGINE_ID XINGSHU_FEED_TOKEN \
  XINGSHU_SESSION_SECRET XINGSHU_INITIAL_PASSWORD; do
  echo "$name=$(secret)"
done
