#!/bin/sh
# Makes a host of the fresh namespaces it is started in (network, processes, mounts, uts), then becomes its pid 1.
# $1: the host's folder. Every mount is seen by this host alone; the machine's own files are only covered, never written.
set -eu
cd "$1"
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/sshd /run/host
mount --bind . /run/host
mount --bind home /home
mount --bind root /root
for file in passwd shadow group hosts; do mount --bind "etc/$file" "/etc/$file"; done
mount --bind boot_id /proc/sys/kernel/random/boot_id
cat hostname >/proc/sys/kernel/hostname
ip -batch network
# Last, because the host's folder itself lies in the machine's /tmp.
mount -t tmpfs -o mode=1777 tmpfs /tmp
cd /
exec /bin/sh /run/host/init
