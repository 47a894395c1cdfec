#!/bin/sh
# Runs the machine's cron daemon where it cannot meet the machine's own crontabs: in mount and process namespaces of its own (which whoever
# calls this has made), with its spool, its mail program and the home of root in the folder $1. Its clock runs $2 times as fast, so
# that a minute is over soon; the jobs have the true clock, for cron hands none of its environment on to them.
set -eu
folder=$1
speed=$2

mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /dev/shm
mount -t tmpfs tmpfs /etc/cron.d
mount --bind /dev/null /etc/crontab

# cron calls /usr/sbin/sendmail by that name: what is there stays, the mail program is ours.
mkdir -p "$folder/sbin" "$folder/mails" "$folder/home"
mount --bind /usr/sbin "$folder/sbin"
mount -t tmpfs tmpfs /usr/sbin
ln -s "$folder"/sbin/* /usr/sbin/
rm -f /usr/sbin/sendmail
cat >/usr/sbin/sendmail <<SENDMAIL
#!/bin/sh
mail=$folder/mails/\$(date +%s%N)
cat >"\$mail.tmp" && mv "\$mail.tmp" "\$mail.mail"
SENDMAIL
chmod 755 /usr/sbin/sendmail

mount -t tmpfs tmpfs /var/spool/cron
mkdir /var/spool/cron/crontabs
chgrp crontab /var/spool/cron/crontabs
chmod 1730 /var/spool/cron/crontabs

sed "s|^root:\(.*\):[^:]*:\([^:]*\)\$|root:\1:$folder/home:\2|" /etc/passwd >"$folder/passwd"
mount --bind "$folder/passwd" /etc/passwd

crontab "$folder/crontab"
exec faketime -f "+0 x$speed" /usr/sbin/cron -f
