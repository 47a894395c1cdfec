/**
 * What no command may be called: a function in the script of a pilot would be called in place of the builtin or the
 * program of that name. Those of POSIX that are one word, and what pilots call beside them.
 */
export const taken: ReadonlySet<string> = new Set(
  `admin alias ar asa at awk basename batch bc bg break cal case cat cc cd chgrp chmod chown cksum cmp colon comm command
  compress conda continue cp crontab csplit curl cut cxref date dd df diff dirname do done du echo ed elif else env esac
  eval ex exec exit expand export expr false fc fg fi file find flock fold for free function fuser getconf getopts git
  grep gzip hash head hostname iconv id if in install ionice ipcrm ipcs jobs join kill let lex link ln local locale
  localedef logger logname lp ls m4 mailx make man md5sum mesg mkdir mkfifo mktemp module more mv newgrp nice nl nm nohup
  nproc od openssl paste patch pathchk pax pgrep pip pkill pr printf ps pwd python python3 pydoc read readlink readonly
  realpath renice return rm rmdir rmdel sccs sed select set setsid sh sha256sum shasum shift sleep sort source split ssh
  stat strings strip stty sum sync tabs tail talk tar tee test then time timeout times touch tput tr trap true tsort tty
  type typeset ulimit umask unalias uname uncompress unexpand unget uniq unlink unpack unset until unzip uptime uucp uudecode
  uuencode uux val vi wait wc wget what while who write xargs xz yacc zcat`
    .split(/\s+/)
    .filter((name) => name !== ''),
);
