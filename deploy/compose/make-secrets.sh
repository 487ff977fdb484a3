#!/usr/bin/env bash
# Makes every secret of compose.yaml in ./secrets; those that are there are kept. The OIDC client's comes from the issuer.
set -euo pipefail
cd "$(dirname "$0")"
umask 077
mkdir -p secrets

random() { openssl rand -hex 24; }
keep() { [ -s "secrets/$1" ] || printf '%s' "$2" >"secrets/$1"; }

docker run --rm --user "$(id -u):$(id -g)" -v "$PWD/secrets:/keys" "${CUNJIAN_IMAGE:-cunjian:0.1.0}" \
  cunjian service-keys --dir /keys registry publication consultation audit integration gateway
keep mongodb-root-password "$(random)"
keep mongodb-keyfile "$(openssl rand -base64 512 | tr -d '\n')"
keep CUNJIAN_MONGODB "mongodb://cunjian:$(random)@mongodb:27017/?replicaSet=rs0&authSource=admin"
# Empty: there is no second issuer of tokens, and no ballot is secret.
[ -e secrets/CUNJIAN_ISSUER_TOKEN ] || : >secrets/CUNJIAN_ISSUER_TOKEN

if [ ! -s secrets/CUNJIAN_OIDC_CLIENT_SECRET ]; then
  echo 'Now write the secret that the OIDC issuer gave you into secrets/CUNJIAN_OIDC_CLIENT_SECRET.' >&2
fi
# Compose hands files over as they are: services read them as uid 1000, MongoDB as 999, both of group 1000.
echo 'Then: sudo chown 1000:1000 secrets/* && sudo chown 999:1000 secrets/mongodb-* && sudo chmod 0440 secrets/* && sudo chmod 0400 secrets/mongodb-keyfile' >&2
