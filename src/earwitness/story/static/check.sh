#!/bin/sh
# Checks this bag without earwitness, with sha256sum, sed, jq, base64 and openssl 3: that its files are those that are
# listed, that each line of the ledger follows the one before, and that each is as its key signed it. It prints what it
# finds, changes nothing, and ends with 0 if all is well. Given the certificates of a time-stamping authority that you
# trust (sh check.sh ca.pem), it checks the time stamps too. Who a key is, it cannot tell.
trust=${1:+$(realpath "$1")}
cd "$(dirname "$0")" || exit 2
found=$(mktemp)
sha256sum --quiet -c tagmanifest-sha256.txt > "$found" 2>&1
sha256sum --quiet -c manifest-sha256.txt >> "$found" 2>&1
cd data/case || exit 2
{
number=1 previous=null
while [ "$number" -le "$(wc -l < ledger.jsonl)" ]; do
  line=$(sed -n "${number}p" ledger.jsonl)
  [ "$(printf '%s' "$line" | jq -r .previous)" = "$previous" ] || echo "line $number does not follow"
  [ "$(printf '%s' "$line" | jq -r .number)" = "$number" ] || echo "line $number has another number"
  previous="sha256:$(sed -n "${number}p" ledger.jsonl | sha256sum | cut -c1-64)"
  number=$((number + 1))
done
[ "$(tail -c 1 ledger.jsonl | od -An -tx1 | tr -d ' ')" = 0a ] || echo "the last line is cut off"
work=$(mktemp -d) number=1
while [ "$number" -le "$(wc -l < ledger.jsonl)" ]; do
  line=$(sed -n "${number}p" ledger.jsonl)
  signer=$(printf '%s' "$line" | jq -r '.signer // empty')
  printf -- '-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n' "$signer" > "$work/key.pem"
  printf '%s' "$line" | jq -r '.signature // empty' | base64 -d > "$work/signature"
  printf '%s' "$line" | LC_ALL=C sed 's/\(.*\)"signature":"[^"]*",/\1/' | tr -d '\n' > "$work/signed"
  if [ -z "$signer" ]; then
    echo "line $number is not signed"
  elif ! openssl pkeyutl -verify -pubin -inkey "$work/key.pem" -rawin -in "$work/signed" \
      -sigfile "$work/signature" > "$work/said" 2>&1; then
    echo "line $number is not as it was signed"
  fi
  number=$((number + 1))
done
rm -r "$work"
for stamp in timestamps/*.tsr; do
  [ -n "$trust" ] && [ -e "$stamp" ] || continue
  number=$(basename "$stamp" .tsr | sed 's/^0*//')
  sed -n "${number}p" ledger.jsonl > "$found.line"
  openssl ts -verify -data "$found.line" -in "$stamp" -CAfile "$trust" > "$found.said" 2>&1 \
    || echo "the time stamp of line $number is not to be believed"
done
rm -f "$found.line" "$found.said"
} >> "$found" 2>&1
head=$(tail -n 1 ledger.jsonl | sha256sum | cut -c1-64)
if [ -s "$found" ]; then
  cat "$found"
  rm "$found"
  exit 1
fi
rm "$found"
echo "All files are those that are listed; all lines of the ledger follow one another and are as they were signed."
[ -z "$trust" ] || echo "All time stamps in data/case/timestamps are of whom you trust: each says when its line was there."
echo "The last line has the digest sha256:$head."
