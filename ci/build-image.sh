#!/usr/bin/env bash
# Builds the Dockerfile with buildah, runs the image once, and prints its size:
#
#   ci/build-image.sh [--own-base]
#
# --own-base is for where no image registry is to be had: the base image is made of Debian's packages and of
# the node and npm that are installed here. Needs root, or user namespaces; leaves nothing behind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=$(mktemp -d)
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
storage=(--root "$folder/storage" --runroot "$folder/run")
trap 'rm -rf "$folder"' EXIT

# A shell, the tools that the Dockerfile calls, and what they and node are linked with.
packages=(base-files base-passwd dash coreutils libc6 libgcc-s1 libstdc++6 libacl1 libattr1 libgmp10
  libselinux1 libpcre2-8-0 libssl3 zlib1g)

own_base() {
  local name=$1 root=$folder/base node npm
  mkdir "$folder/packages" "$root"
  (cd "$folder/packages" && apt-get -qq download "${packages[@]}" 2>/dev/null)
  for package in "$folder"/packages/*.deb; do dpkg-deb --extract "$package" "$root"; done
  mkdir -p "$root"/{etc,tmp,root,usr/lib/node_modules,usr/local/bin}
  chmod 1777 "$root/tmp"
  ln -sf dash "$root/bin/sh"
  printf 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n' >"$root/etc/passwd"
  printf 'root:x:0:\nnode:x:1000:\n' >"$root/etc/group"
  node=$(node -p process.execPath)
  npm=$(dirname "$(dirname "$(realpath "$(command -v npm)")")")
  cp "$node" "$root/usr/bin/node"
  cp -R "$npm" "$root/usr/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/bin/npm"
  # npm asks the registry that it asks here, and trusts whom it trusts here.
  printf 'registry=%s\n' "$(npm config get registry)" >"$root/usr/lib/node_modules/npm/npmrc"
  if [ -r /etc/ssl/certs/ca-certificates.crt ]; then
    install -D -m 644 /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
    echo cafile=/etc/ssl/certs/ca-certificates.crt >>"$root/usr/lib/node_modules/npm/npmrc"
  fi
  local container
  container=$(buildah "${storage[@]}" from scratch)
  buildah "${storage[@]}" add --quiet "$container" "$root" / >/dev/null
  buildah "${storage[@]}" commit --quiet --rm "$container" "$name" >/dev/null
  rm -rf "$root"
}

build=(bud --quiet --tag assay --volume "$(npm config get cache):/root/.npm")
if [ "${1:-}" = --own-base ]; then
  base=$(sed -n 's/^FROM \([^ ]*\).*/\1/p' Dockerfile | tail -1)
  own_base "docker.io/library/$base"
  build+=(--pull-never)
fi
buildah "${storage[@]}" "${build[@]}" . >/dev/null

container=$(buildah "${storage[@]}" from --pull-never assay)
buildah "${storage[@]}" run "$container" -- assay --version
buildah "${storage[@]}" run "$container" -- sh -c \
  'assay init && assay run --target reference --rule "apidatatools.delete-upload.*" --runs 2'
size=$(buildah "${storage[@]}" images --format '{{.Size}}' localhost/assay)
echo "The image is $size."
