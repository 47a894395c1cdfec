// Made by ajv from src/interface/schema.ts by "npm run docs"; edit there.
"use strict";
module.exports = validate20;
module.exports.default = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Interface.json of muster","type":"object","additionalProperties":false,"required":["hotlimit","available","pipes"],"properties":{"$schema":{"type":"string","description":"Where the schema is, for an editor; muster does not read it."},"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"hotlimit":{"type":"integer","minimum":0,"maximum":100000,"description":"Hot slots of a host: how many hot jobs it may hold."},"available":{"type":"array","items":{"type":["string","object"],"title":"a host name or a range such as \"n-[01-40,43].example.org\"","pattern":"^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$","maxLength":4096,"format":"host-range","additionalProperties":false,"required":["host"],"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"host":{"type":"string","title":"a host name or a range such as \"n-[01-40,43].example.org\"","pattern":"^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$","maxLength":4096,"format":"host-range","description":"Its name. A range gives every host of it these same settings."},"address":{"type":"string","title":"a host name or an IPv4 or IPv6 address","pattern":"^[A-Za-z0-9_:][A-Za-z0-9_.:%\\-]{0,252}$","description":"What to connect to; `HostName` of the ssh config if unset, then the name. Not with a range."},"user":{"type":"string","title":"a login name","pattern":"^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$","description":"Login name there; `ssh.user` if unset, then `User` of the ssh config."},"port":{"type":"integer","minimum":1,"maximum":65535,"description":"Port of its sshd; `ssh.port` if unset, then `Port` of the ssh config."},"via":{"enum":["ssh","local"],"default":"ssh","description":"`local` is the control VM itself, without ssh."},"hotlimit":{"type":"integer","minimum":0,"maximum":100000,"description":"Hot slots of this host; the `hotlimit` of the file if unset."},"tags":{"type":"array","items":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)","pattern":"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"},"maxItems":64,"description":"Words by which the `hosts` of a type can name it, as `@tag`."},"drain":{"type":"string","title":"a text of 1 to 1000 characters without control characters","pattern":"^[^\\p{Cc}\\p{Cs}]{1,1000}$","description":"Keeps new launches away, and says why; for good, where `muster drain` is for a while."},"kind":{"not":{},"description":"Not yet: every host is reached in the same way so far; remove this key"},"jump":{"type":"string","title":"a chain of hosts such as \"gw\" or \"ops@gw1:2222,gw2\" (nearest first), or \"none\"","pattern":"^([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(,([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?){0,7}$","description":"Through which hosts it is reached, as ProxyJump of ssh; `none`: straight there."}}},"description":"The hosts."},"pipes":{"type":"array","description":"What is to run.","items":{"type":"object","additionalProperties":false,"required":["pipe","types"],"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"pipe":{"type":"string","title":"a name of 1 to 64 printable characters (no \"/\", no space at either end, no \"-\" in front)","pattern":"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$","description":"Its name."},"description":{"type":"string","maxLength":1000,"description":"For people."},"types":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["name","count","submitter","hot","key","on"],"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"name":{"type":"string","title":"a name of 1 to 64 printable characters (no \"/\", no space at either end, no \"-\" in front)","pattern":"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$","description":"Its name, once in the pipe: `pipe0/bundler` is the component."},"description":{"type":"string","maxLength":1000,"description":"For people."},"count":{"type":"integer","minimum":0,"maximum":100000,"description":"How many instances are wanted."},"on":{"type":"boolean","description":"`false`: start none; what runs goes on, unless `surplus` is \"stop\"."},"submitter":{"type":"string","title":"a file name (no path, no \"-\" or \".\" in front)","pattern":"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$","description":"The script that starts one instance and returns."},"key":{"type":"string","title":"a text of 1 to 1000 characters without line breaks and other control characters","pattern":"^[^\\p{Cc}\\p{Cs}]{1,1000}$","description":"Text looked for in the command line of a process."},"hot":{"type":["boolean","integer"],"minimum":0,"maximum":100000,"description":"How many hot slots of a host one instance takes; `true` is 1, `false` is 0."},"args":{"type":"array","items":{"type":"string","title":"a text of at most 4096 characters without NUL","pattern":"^[^\\u0000\\p{Cs}]{0,4096}$"},"maxItems":256,"description":"Arguments of the submitter."},"env":{"type":"object","additionalProperties":false,"maxProperties":257,"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."}},"propertyNames":{"type":"string","title":"a name of letters, digits and \"_\" that begins with neither a digit nor MUSTER_, and that no shell takes for itself (as BASH_ENV, PS4, RANDOM, UID)"},"patternProperties":{"^(?!MUSTER_|BASH_|(_|BASHOPTS|BASHPID|DIRSTACK|ENV|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|PS4|RANDOM|SECONDS|SHELLOPTS|SRANDOM|TMOUT|UID)$)[A-Za-z_][A-Za-z0-9_]{0,127}$":{"type":"string","title":"a text of at most 4096 characters without NUL","pattern":"^[^\\u0000\\p{Cs}]{0,4096}$"}},"description":"Environment of the submitter. Names beginning with `MUSTER_` are muster's own."},"priority":{"type":"integer","minimum":-1000000,"maximum":1000000,"default":0,"description":"Higher is placed first; then the order of the file."},"hosts":{"type":["string","array"],"title":"a host name, a range, or \"@tag\" (\"!\" in front excludes)","pattern":"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$","maxLength":4096,"format":"host-selector","items":{"type":"string","title":"a host name, a range, or \"@tag\" (\"!\" in front excludes)","pattern":"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$","maxLength":4096,"format":"host-selector"},"minItems":1,"description":"The hosts it may be started on: all that are named (all there are, if none is), less those with `!`."},"maxPerHost":{"type":"integer","minimum":1,"maximum":100000,"description":"Instances of it that one host may hold; no limit if unset."},"pool":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)","pattern":"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$","description":"The limit of `pools` it shares."},"placement":{"enum":["spread","fill"],"description":"As the `placement` of the file, which holds if unset."},"lifetime":{"enum":["long","short"],"default":"long","description":"`short`: meant to end by itself, so that ending soon is no failure."},"lostAfter":{"type":"string","title":"a duration such as \"90s\" or \"15m\", or \"never\"","pattern":"^(never|[0-9]{1,8}(ms|s|m|h|d))$","description":"As `safety.lostAfter`, which holds if unset; `never` for what must not run twice."},"surplus":{"enum":["keep","stop"],"default":"keep","description":"`stop`: instances beyond `count`, or of a type that is off, are stopped, the youngest on the fullest host first."},"pilot":{"not":{},"description":"Not yet: muster does not make submitters so far; name one with `submitter`"}}},"description":"Its types."}}}},"debuglevel":{"enum":[0,1,2],"default":0,"description":"How much is logged: 2 is most."},"debugmode":{"type":"boolean","default":false,"description":"`true`: `run` does what `plan` does, and `restart` refuses."},"ssh":{"type":"object","additionalProperties":false,"description":"How hosts are reached. What is unset comes from the ssh config, then from the defaults of OpenSSH; see docs/ssh.md.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"user":{"type":"string","title":"a login name","pattern":"^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$","description":"Login name; the one muster runs as, if it is set nowhere."},"port":{"type":"integer","minimum":1,"maximum":65535,"description":"Port of the sshd; 22 if it is set nowhere."},"identityFile":{"type":["string","array"],"title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","items":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},"minItems":1,"description":"Private keys, in order; they stand for those of the ssh config."},"knownHosts":{"type":["string","array"],"title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","items":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},"minItems":1,"description":"Files of known host keys; they stand for those of the ssh config."},"hostKeys":{"enum":["strict","accept-new"],"description":"`accept-new` records the key of a host it has never met; a changed key is refused by both. `strict` if it is set nowhere."},"connectTimeout":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","description":"For connecting and logging in; 5s if it is set nowhere."},"config":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","description":"The ssh config to read; `none` for none. `~/.ssh/config` and `/etc/ssh/ssh_config`, if unset."}}},"scripts":{"type":"object","additionalProperties":false,"default":{"local":"workerscripts"},"description":"Where the submitters are; either `local` or `remote`.","not":{"anyOf":[{"required":["local","remote"]},{"properties":{"local":false,"remote":false}}]},"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"local":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","description":"A folder on the control VM, brought to the hosts as needed."},"remote":{"type":"string","title":"an absolute path","pattern":"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$","description":"A folder that is on every host already."},"probe":{"type":"string","title":"a file name (no path, no \"-\" or \".\" in front)","pattern":"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$","description":"A probe in that folder, to be used instead of muster's own."}}},"ping":{"type":"object","additionalProperties":false,"description":"How muster asks whether a host is up that does not answer on its ssh port at once. One that answers there is up.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"method":{"enum":["icmp","tcp","none"],"default":"icmp","description":"`icmp` runs the ping program; `tcp` waits for the ssh port alone; `none` takes every host for up."},"timeout":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","default":"1s","description":"How long an answer may take."}}},"timeouts":{"type":"object","additionalProperties":false,"description":"How long things may take.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"probe":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","default":"10s","description":"Counting what runs on one host."},"launch":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","default":"30s","description":"One submitter."},"settle":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d)","pattern":"^[0-9]{1,8}(ms|s|m|h|d)$","default":"2s","description":"How long after the last launch muster looks for what it started."},"stop":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","default":"10s","description":"What is stopped gets TERM, and after so long KILL."},"pass":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","default":"4m","description":"The whole pass."}}},"fanout":{"type":"object","additionalProperties":false,"description":"How much is done at once.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"hosts":{"type":"integer","minimum":1,"maximum":100000,"default":64,"description":"Hosts worked on at once: of those reached directly, and of those behind each jump host."},"launchesPerPass":{"type":"integer","minimum":1,"maximum":100000,"default":100,"description":"Launches of one pass."},"launchesPerHost":{"type":"integer","minimum":1,"maximum":100000,"default":4,"description":"Launches of one pass on one host."},"perJump":{"type":"integer","minimum":1,"maximum":100000,"default":8,"description":"Connections that are being made at once through one jump host."}}},"safety":{"type":"object","additionalProperties":false,"description":"When something unknown is taken for lost.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"lostAfter":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d)","pattern":"^[0-9]{1,8}(ms|s|m|h|d)$","default":"15m","description":"How long the instances of a host that does not answer are presumed to live."},"startGrace":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d)","pattern":"^[0-9]{1,8}(ms|s|m|h|d)$","default":"2m","description":"How long a launch that is not yet seen counts as running."},"brownout":{"type":"number","minimum":0,"maximum":1,"default":0.5,"description":"Share of the hosts above which unknown ones are taken for a fault of ours: nothing is launched."}}},"backoff":{"type":"object","additionalProperties":false,"description":"How long muster waits before it tries again what failed.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"first":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d; at most 9999d)","pattern":"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$","default":"1m","description":"After the first failure; twice as long after each further one; not at all with \"0s\"."},"cap":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d; at most 9999d)","pattern":"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$","default":"15m","description":"Never longer than that."},"minUptime":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d; at most 9999d)","pattern":"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$","default":"5m","description":"An instance that lives so long came up well; one of a long-lived type that ends sooner has failed."}}},"placement":{"enum":["spread","fill"],"default":"spread","description":"`spread`: the host with the least to do. `fill`: hosts in the order they are listed."},"pools":{"type":"object","additionalProperties":false,"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."}},"propertyNames":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)"},"patternProperties":{"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$":{"type":"integer","minimum":0,"maximum":100000}},"description":"Limits by name, each shared by every type that names it: `{\"tape\": 10}`."},"logs":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","default":"logs","description":"Folder for state, lock and logs."},"retention":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d)","pattern":"^[0-9]{1,8}(ms|s|m|h|d)$","default":"14d","description":"How long logs are kept."},"namespace":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)","pattern":"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$","default":"default","description":"Two coordinators with different namespaces can share hosts."},"monitor":{"type":"object","additionalProperties":false,"description":"What passes leave behind to be looked at, and whom they tell; see docs/monitoring.md.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"page":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","default":"logs/index.html","description":"A web page, written anew by every pass; `none` for none. Unset, it is in the folder for logs."},"textfile":{"type":"string","title":"a path that ends in \".prom\" (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{0,4089}[^\\/\\p{Cc}\\p{Cs}]\\.prom$","description":"Metrics for Prometheus, in a folder that node_exporter's textfile collector reads."},"healthcheck":{"type":"string","title":"an address that begins with \"https://\" or \"http://\"","pattern":"^https?:\\/\\/[^\\s\\/?#\\p{Cc}\\p{Cs}][^\\s#\\p{Cc}\\p{Cs}]{0,1999}$","description":"Told of the begin and the end of each pass, in the manner of healthchecks.io."},"notify":{"type":["string","array"],"title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","items":{"type":"string","title":"a text of at most 4096 characters without NUL","pattern":"^[^\\u0000\\p{Cs}]{0,4096}$"},"minItems":1,"description":"A program, or a list of one and its arguments: it gets each new problem, its end, and a daily reminder, as JSON on stdin."},"stale":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d; at most 9999d)","pattern":"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$","description":"After so long without a pass, page and metrics say that passes stopped coming. Unset, it is learnt from how often they come."}}}}};
const func1 = Object.prototype.hasOwnProperty;
const func2 = require("ajv/dist/runtime/ucs2length").default;
const pattern4 = new RegExp("^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$", "u");
const pattern6 = new RegExp("^[A-Za-z0-9_:][A-Za-z0-9_.:%\\-]{0,252}$", "u");
const pattern7 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$", "u");
const pattern8 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$", "u");
const pattern9 = new RegExp("^[^\\p{Cc}\\p{Cs}]{1,1000}$", "u");
const pattern10 = new RegExp("^([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(,([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?){0,7}$", "u");
const pattern11 = new RegExp("^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$", "u");
const pattern13 = new RegExp("^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$", "u");
const pattern15 = new RegExp("^[^\\u0000\\p{Cs}]{0,4096}$", "u");
const pattern16 = new RegExp("^(?!MUSTER_|BASH_|(_|BASHOPTS|BASHPID|DIRSTACK|ENV|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|PS4|RANDOM|SECONDS|SHELLOPTS|SRANDOM|TMOUT|UID)$)[A-Za-z_][A-Za-z0-9_]{0,127}$", "u");
const pattern19 = new RegExp("^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$", "u");
const pattern22 = new RegExp("^(never|[0-9]{1,8}(ms|s|m|h|d))$", "u");
const pattern24 = new RegExp("^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$", "u");
const pattern28 = new RegExp("^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$", "u");
const pattern31 = new RegExp("^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$", "u");
const pattern36 = new RegExp("^[0-9]{1,8}(ms|s|m|h|d)$", "u");
const pattern41 = new RegExp("^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$", "u");
const pattern50 = new RegExp("^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{0,4089}[^\\/\\p{Cc}\\p{Cs}]\\.prom$", "u");
const pattern51 = new RegExp("^https?:\\/\\/[^\\s\\/?#\\p{Cc}\\p{Cs}][^\\s#\\p{Cc}\\p{Cs}]{0,1999}$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.hotlimit === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "hotlimit"},message:"must have required property '"+"hotlimit"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.available === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "available"},message:"must have required property '"+"available"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.pipes === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "pipes"},message:"must have required property '"+"pipes"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.$schema !== undefined){
let data0 = data.$schema;
if(typeof data0 !== "string"){
const err4 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.$schema.type,parentSchema:schema31.properties.$schema,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data["//"] !== undefined){
let data1 = data["//"];
if(typeof data1 !== "string"){
const err5 = {instancePath:instancePath+"/~1~1",schemaPath:"#/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties["//"].type,parentSchema:schema31.properties["//"],data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.hotlimit !== undefined){
let data2 = data.hotlimit;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err6 = {instancePath:instancePath+"/hotlimit",schemaPath:"#/properties/hotlimit/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.hotlimit.type,parentSchema:schema31.properties.hotlimit,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 100000 || isNaN(data2)){
const err7 = {instancePath:instancePath+"/hotlimit",schemaPath:"#/properties/hotlimit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.hotlimit,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2 < 0 || isNaN(data2)){
const err8 = {instancePath:instancePath+"/hotlimit",schemaPath:"#/properties/hotlimit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.hotlimit,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
if(data.available !== undefined){
let data3 = data.available;
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if((typeof data4 !== "string") && (!(data4 && typeof data4 == "object" && !Array.isArray(data4)))){
const err9 = {instancePath:instancePath+"/available/" + i0,schemaPath:"#/properties/available/items/type",keyword:"type",params:{type: schema31.properties.available.items.type},message:"must be string,object",schema:schema31.properties.available.items.type,parentSchema:schema31.properties.available.items,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(typeof data4 === "string"){
if(func2(data4) > 4096){
const err10 = {instancePath:instancePath+"/available/" + i0,schemaPath:"#/properties/available/items/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema31.properties.available.items,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!pattern4.test(data4)){
const err11 = {instancePath:instancePath+"/available/" + i0,schemaPath:"#/properties/available/items/pattern",keyword:"pattern",params:{pattern: "^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$"},message:"must match pattern \""+"^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$"+"\"",schema:"^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$",parentSchema:schema31.properties.available.items,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.host === undefined){
const err12 = {instancePath:instancePath+"/available/" + i0,schemaPath:"#/properties/available/items/required",keyword:"required",params:{missingProperty: "host"},message:"must have required property '"+"host"+"'",schema:schema31.properties.available.items.required,parentSchema:schema31.properties.available.items,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key1 in data4){
if(!(func1.call(schema31.properties.available.items.properties, key1))){
const err13 = {instancePath:instancePath+"/available/" + i0,schemaPath:"#/properties/available/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.available.items,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data4["//"] !== undefined){
let data5 = data4["//"];
if(typeof data5 !== "string"){
const err14 = {instancePath:instancePath+"/available/" + i0+"/~1~1",schemaPath:"#/properties/available/items/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.available.items.properties["//"].type,parentSchema:schema31.properties.available.items.properties["//"],data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.host !== undefined){
let data6 = data4.host;
if(typeof data6 === "string"){
if(func2(data6) > 4096){
const err15 = {instancePath:instancePath+"/available/" + i0+"/host",schemaPath:"#/properties/available/items/properties/host/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema31.properties.available.items.properties.host,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern4.test(data6)){
const err16 = {instancePath:instancePath+"/available/" + i0+"/host",schemaPath:"#/properties/available/items/properties/host/pattern",keyword:"pattern",params:{pattern: "^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$"},message:"must match pattern \""+"^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$"+"\"",schema:"^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$",parentSchema:schema31.properties.available.items.properties.host,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/available/" + i0+"/host",schemaPath:"#/properties/available/items/properties/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.available.items.properties.host.type,parentSchema:schema31.properties.available.items.properties.host,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data4.address !== undefined){
let data7 = data4.address;
if(typeof data7 === "string"){
if(!pattern6.test(data7)){
const err18 = {instancePath:instancePath+"/available/" + i0+"/address",schemaPath:"#/properties/available/items/properties/address/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_:][A-Za-z0-9_.:%\\-]{0,252}$"},message:"must match pattern \""+"^[A-Za-z0-9_:][A-Za-z0-9_.:%\\-]{0,252}$"+"\"",schema:"^[A-Za-z0-9_:][A-Za-z0-9_.:%\\-]{0,252}$",parentSchema:schema31.properties.available.items.properties.address,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/available/" + i0+"/address",schemaPath:"#/properties/available/items/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.available.items.properties.address.type,parentSchema:schema31.properties.available.items.properties.address,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data4.user !== undefined){
let data8 = data4.user;
if(typeof data8 === "string"){
if(!pattern7.test(data8)){
const err20 = {instancePath:instancePath+"/available/" + i0+"/user",schemaPath:"#/properties/available/items/properties/user/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$"+"\"",schema:"^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$",parentSchema:schema31.properties.available.items.properties.user,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/available/" + i0+"/user",schemaPath:"#/properties/available/items/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.available.items.properties.user.type,parentSchema:schema31.properties.available.items.properties.user,data:data8};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data4.port !== undefined){
let data9 = data4.port;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err22 = {instancePath:instancePath+"/available/" + i0+"/port",schemaPath:"#/properties/available/items/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.available.items.properties.port.type,parentSchema:schema31.properties.available.items.properties.port,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 65535 || isNaN(data9)){
const err23 = {instancePath:instancePath+"/available/" + i0+"/port",schemaPath:"#/properties/available/items/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema31.properties.available.items.properties.port,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data9 < 1 || isNaN(data9)){
const err24 = {instancePath:instancePath+"/available/" + i0+"/port",schemaPath:"#/properties/available/items/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.available.items.properties.port,data:data9};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
if(data4.via !== undefined){
let data10 = data4.via;
if(!((data10 === "ssh") || (data10 === "local"))){
const err25 = {instancePath:instancePath+"/available/" + i0+"/via",schemaPath:"#/properties/available/items/properties/via/enum",keyword:"enum",params:{allowedValues: schema31.properties.available.items.properties.via.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.available.items.properties.via.enum,parentSchema:schema31.properties.available.items.properties.via,data:data10};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data4.hotlimit !== undefined){
let data11 = data4.hotlimit;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err26 = {instancePath:instancePath+"/available/" + i0+"/hotlimit",schemaPath:"#/properties/available/items/properties/hotlimit/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.available.items.properties.hotlimit.type,parentSchema:schema31.properties.available.items.properties.hotlimit,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 100000 || isNaN(data11)){
const err27 = {instancePath:instancePath+"/available/" + i0+"/hotlimit",schemaPath:"#/properties/available/items/properties/hotlimit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.available.items.properties.hotlimit,data:data11};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data11 < 0 || isNaN(data11)){
const err28 = {instancePath:instancePath+"/available/" + i0+"/hotlimit",schemaPath:"#/properties/available/items/properties/hotlimit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.available.items.properties.hotlimit,data:data11};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
if(data4.tags !== undefined){
let data12 = data4.tags;
if(Array.isArray(data12)){
if(data12.length > 64){
const err29 = {instancePath:instancePath+"/available/" + i0+"/tags",schemaPath:"#/properties/available/items/properties/tags/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema31.properties.available.items.properties.tags,data:data12};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(typeof data13 === "string"){
if(!pattern8.test(data13)){
const err30 = {instancePath:instancePath+"/available/" + i0+"/tags/" + i1,schemaPath:"#/properties/available/items/properties/tags/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$",parentSchema:schema31.properties.available.items.properties.tags.items,data:data13};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/available/" + i0+"/tags/" + i1,schemaPath:"#/properties/available/items/properties/tags/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.available.items.properties.tags.items.type,parentSchema:schema31.properties.available.items.properties.tags.items,data:data13};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/available/" + i0+"/tags",schemaPath:"#/properties/available/items/properties/tags/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.available.items.properties.tags.type,parentSchema:schema31.properties.available.items.properties.tags,data:data12};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data4.drain !== undefined){
let data14 = data4.drain;
if(typeof data14 === "string"){
if(!pattern9.test(data14)){
const err33 = {instancePath:instancePath+"/available/" + i0+"/drain",schemaPath:"#/properties/available/items/properties/drain/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}]{1,1000}$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}]{1,1000}$"+"\"",schema:"^[^\\p{Cc}\\p{Cs}]{1,1000}$",parentSchema:schema31.properties.available.items.properties.drain,data:data14};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/available/" + i0+"/drain",schemaPath:"#/properties/available/items/properties/drain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.available.items.properties.drain.type,parentSchema:schema31.properties.available.items.properties.drain,data:data14};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data4.kind !== undefined){
const err35 = {instancePath:instancePath+"/available/" + i0+"/kind",schemaPath:"#/properties/available/items/properties/kind/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema31.properties.available.items.properties.kind.not,parentSchema:schema31.properties.available.items.properties.kind,data:data4.kind};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data4.jump !== undefined){
let data16 = data4.jump;
if(typeof data16 === "string"){
if(!pattern10.test(data16)){
const err36 = {instancePath:instancePath+"/available/" + i0+"/jump",schemaPath:"#/properties/available/items/properties/jump/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(,([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?){0,7}$"},message:"must match pattern \""+"^([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(,([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?){0,7}$"+"\"",schema:"^([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(,([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?){0,7}$",parentSchema:schema31.properties.available.items.properties.jump,data:data16};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/available/" + i0+"/jump",schemaPath:"#/properties/available/items/properties/jump/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.available.items.properties.jump.type,parentSchema:schema31.properties.available.items.properties.jump,data:data16};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
}
}
else {
const err38 = {instancePath:instancePath+"/available",schemaPath:"#/properties/available/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.available.type,parentSchema:schema31.properties.available,data:data3};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.pipes !== undefined){
let data17 = data.pipes;
if(Array.isArray(data17)){
const len2 = data17.length;
for(let i2=0; i2<len2; i2++){
let data18 = data17[i2];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.pipe === undefined){
const err39 = {instancePath:instancePath+"/pipes/" + i2,schemaPath:"#/properties/pipes/items/required",keyword:"required",params:{missingProperty: "pipe"},message:"must have required property '"+"pipe"+"'",schema:schema31.properties.pipes.items.required,parentSchema:schema31.properties.pipes.items,data:data18};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data18.types === undefined){
const err40 = {instancePath:instancePath+"/pipes/" + i2,schemaPath:"#/properties/pipes/items/required",keyword:"required",params:{missingProperty: "types"},message:"must have required property '"+"types"+"'",schema:schema31.properties.pipes.items.required,parentSchema:schema31.properties.pipes.items,data:data18};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
for(const key2 in data18){
if(!((((key2 === "//") || (key2 === "pipe")) || (key2 === "description")) || (key2 === "types"))){
const err41 = {instancePath:instancePath+"/pipes/" + i2,schemaPath:"#/properties/pipes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items,data:data18};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data18["//"] !== undefined){
let data19 = data18["//"];
if(typeof data19 !== "string"){
const err42 = {instancePath:instancePath+"/pipes/" + i2+"/~1~1",schemaPath:"#/properties/pipes/items/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties["//"],data:data19};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data18.pipe !== undefined){
let data20 = data18.pipe;
if(typeof data20 === "string"){
if(!pattern11.test(data20)){
const err43 = {instancePath:instancePath+"/pipes/" + i2+"/pipe",schemaPath:"#/properties/pipes/items/properties/pipe/pattern",keyword:"pattern",params:{pattern: "^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$"},message:"must match pattern \""+"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$"+"\"",schema:"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$",parentSchema:schema31.properties.pipes.items.properties.pipe,data:data20};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/pipes/" + i2+"/pipe",schemaPath:"#/properties/pipes/items/properties/pipe/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.pipe.type,parentSchema:schema31.properties.pipes.items.properties.pipe,data:data20};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data18.description !== undefined){
let data21 = data18.description;
if(typeof data21 === "string"){
if(func2(data21) > 1000){
const err45 = {instancePath:instancePath+"/pipes/" + i2+"/description",schemaPath:"#/properties/pipes/items/properties/description/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters",schema:1000,parentSchema:schema31.properties.pipes.items.properties.description,data:data21};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/pipes/" + i2+"/description",schemaPath:"#/properties/pipes/items/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.description.type,parentSchema:schema31.properties.pipes.items.properties.description,data:data21};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data18.types !== undefined){
let data22 = data18.types;
if(Array.isArray(data22)){
const len3 = data22.length;
for(let i3=0; i3<len3; i3++){
let data23 = data22[i3];
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.name === undefined){
const err47 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema31.properties.pipes.items.properties.types.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data23.count === undefined){
const err48 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema31.properties.pipes.items.properties.types.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data23.submitter === undefined){
const err49 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/required",keyword:"required",params:{missingProperty: "submitter"},message:"must have required property '"+"submitter"+"'",schema:schema31.properties.pipes.items.properties.types.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data23.hot === undefined){
const err50 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/required",keyword:"required",params:{missingProperty: "hot"},message:"must have required property '"+"hot"+"'",schema:schema31.properties.pipes.items.properties.types.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data23.key === undefined){
const err51 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'",schema:schema31.properties.pipes.items.properties.types.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data23.on === undefined){
const err52 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/required",keyword:"required",params:{missingProperty: "on"},message:"must have required property '"+"on"+"'",schema:schema31.properties.pipes.items.properties.types.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
for(const key3 in data23){
if(!(func1.call(schema31.properties.pipes.items.properties.types.items.properties, key3))){
const err53 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data23["//"] !== undefined){
let data24 = data23["//"];
if(typeof data24 !== "string"){
const err54 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/~1~1",schemaPath:"#/properties/pipes/items/properties/types/items/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties["//"],data:data24};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data23.name !== undefined){
let data25 = data23.name;
if(typeof data25 === "string"){
if(!pattern11.test(data25)){
const err55 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/name",schemaPath:"#/properties/pipes/items/properties/types/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$"},message:"must match pattern \""+"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$"+"\"",schema:"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.name,data:data25};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/name",schemaPath:"#/properties/pipes/items/properties/types/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.name.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.name,data:data25};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data23.description !== undefined){
let data26 = data23.description;
if(typeof data26 === "string"){
if(func2(data26) > 1000){
const err57 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/description",schemaPath:"#/properties/pipes/items/properties/types/items/properties/description/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters",schema:1000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.description,data:data26};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/description",schemaPath:"#/properties/pipes/items/properties/types/items/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.description.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.description,data:data26};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data23.count !== undefined){
let data27 = data23.count;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
const err59 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/count",schemaPath:"#/properties/pipes/items/properties/types/items/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.pipes.items.properties.types.items.properties.count.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.count,data:data27};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 100000 || isNaN(data27)){
const err60 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/count",schemaPath:"#/properties/pipes/items/properties/types/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.count,data:data27};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data27 < 0 || isNaN(data27)){
const err61 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/count",schemaPath:"#/properties/pipes/items/properties/types/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.count,data:data27};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
if(data23.on !== undefined){
let data28 = data23.on;
if(typeof data28 !== "boolean"){
const err62 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/on",schemaPath:"#/properties/pipes/items/properties/types/items/properties/on/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema31.properties.pipes.items.properties.types.items.properties.on.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.on,data:data28};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data23.submitter !== undefined){
let data29 = data23.submitter;
if(typeof data29 === "string"){
if(!pattern13.test(data29)){
const err63 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/submitter",schemaPath:"#/properties/pipes/items/properties/types/items/properties/submitter/pattern",keyword:"pattern",params:{pattern: "^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$"},message:"must match pattern \""+"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$"+"\"",schema:"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.submitter,data:data29};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/submitter",schemaPath:"#/properties/pipes/items/properties/types/items/properties/submitter/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.submitter.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.submitter,data:data29};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data23.key !== undefined){
let data30 = data23.key;
if(typeof data30 === "string"){
if(!pattern9.test(data30)){
const err65 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/key",schemaPath:"#/properties/pipes/items/properties/types/items/properties/key/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}]{1,1000}$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}]{1,1000}$"+"\"",schema:"^[^\\p{Cc}\\p{Cs}]{1,1000}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.key,data:data30};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/key",schemaPath:"#/properties/pipes/items/properties/types/items/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.key.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.key,data:data30};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data23.hot !== undefined){
let data31 = data23.hot;
if((typeof data31 !== "boolean") && (!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31))))){
const err67 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hot",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hot/type",keyword:"type",params:{type: schema31.properties.pipes.items.properties.types.items.properties.hot.type},message:"must be boolean,integer",schema:schema31.properties.pipes.items.properties.types.items.properties.hot.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hot,data:data31};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 100000 || isNaN(data31)){
const err68 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hot",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hot/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hot,data:data31};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data31 < 0 || isNaN(data31)){
const err69 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hot",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hot/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hot,data:data31};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
if(data23.args !== undefined){
let data32 = data23.args;
if(Array.isArray(data32)){
if(data32.length > 256){
const err70 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/args",schemaPath:"#/properties/pipes/items/properties/types/items/properties/args/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items",schema:256,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.args,data:data32};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
const len4 = data32.length;
for(let i4=0; i4<len4; i4++){
let data33 = data32[i4];
if(typeof data33 === "string"){
if(!pattern15.test(data33)){
const err71 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/args/" + i4,schemaPath:"#/properties/pipes/items/properties/types/items/properties/args/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000\\p{Cs}]{0,4096}$"},message:"must match pattern \""+"^[^\\u0000\\p{Cs}]{0,4096}$"+"\"",schema:"^[^\\u0000\\p{Cs}]{0,4096}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.args.items,data:data33};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
else {
const err72 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/args/" + i4,schemaPath:"#/properties/pipes/items/properties/types/items/properties/args/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.args.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.args.items,data:data33};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
else {
const err73 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/args",schemaPath:"#/properties/pipes/items/properties/types/items/properties/args/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.items.properties.types.items.properties.args.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.args,data:data32};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data23.env !== undefined){
let data34 = data23.env;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(Object.keys(data34).length > 257){
const err74 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/maxProperties",keyword:"maxProperties",params:{limit: 257},message:"must NOT have more than 257 properties",schema:257,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env,data:data34};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
for(const key4 in data34){
const _errs74 = errors;
if(typeof key4 !== "string"){
const err75 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.env.propertyNames.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
var valid14 = _errs74 === errors;
if(!valid14){
const err76 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/propertyNames",keyword:"propertyNames",params:{propertyName: key4},message:"property name must be valid",schema:schema31.properties.pipes.items.properties.types.items.properties.env.propertyNames,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env,data:data34};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
for(const key5 in data34){
if(!((key5 === "//") || (pattern16.test(key5)))){
const err77 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env,data:data34};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data34["//"] !== undefined){
let data35 = data34["//"];
if(typeof data35 !== "string"){
const err78 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env/~1~1",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.env.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env.properties["//"],data:data35};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
for(const key6 in data34){
if(pattern16.test(key6)){
let data36 = data34[key6];
if(typeof data36 === "string"){
if(!pattern15.test(data36)){
const err79 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/patternProperties/%5E(%3F!MUSTER_%7CBASH_%7C(_%7CBASHOPTS%7CBASHPID%7CDIRSTACK%7CENV%7CEPOCHREALTIME%7CEPOCHSECONDS%7CEUID%7CFUNCNAME%7CGROUPS%7CHISTCMD%7CLINENO%7COPTIND%7CPIPESTATUS%7CPPID%7CPS4%7CRANDOM%7CSECONDS%7CSHELLOPTS%7CSRANDOM%7CTMOUT%7CUID)%24)%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000\\p{Cs}]{0,4096}$"},message:"must match pattern \""+"^[^\\u0000\\p{Cs}]{0,4096}$"+"\"",schema:"^[^\\u0000\\p{Cs}]{0,4096}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env.patternProperties["^(?!MUSTER_|BASH_|(_|BASHOPTS|BASHPID|DIRSTACK|ENV|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|PS4|RANDOM|SECONDS|SHELLOPTS|SRANDOM|TMOUT|UID)$)[A-Za-z_][A-Za-z0-9_]{0,127}$"],data:data36};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
else {
const err80 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/patternProperties/%5E(%3F!MUSTER_%7CBASH_%7C(_%7CBASHOPTS%7CBASHPID%7CDIRSTACK%7CENV%7CEPOCHREALTIME%7CEPOCHSECONDS%7CEUID%7CFUNCNAME%7CGROUPS%7CHISTCMD%7CLINENO%7COPTIND%7CPIPESTATUS%7CPPID%7CPS4%7CRANDOM%7CSECONDS%7CSHELLOPTS%7CSRANDOM%7CTMOUT%7CUID)%24)%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.env.patternProperties["^(?!MUSTER_|BASH_|(_|BASHOPTS|BASHPID|DIRSTACK|ENV|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|PS4|RANDOM|SECONDS|SHELLOPTS|SRANDOM|TMOUT|UID)$)[A-Za-z_][A-Za-z0-9_]{0,127}$"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env.patternProperties["^(?!MUSTER_|BASH_|(_|BASHOPTS|BASHPID|DIRSTACK|ENV|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|PS4|RANDOM|SECONDS|SHELLOPTS|SRANDOM|TMOUT|UID)$)[A-Za-z_][A-Za-z0-9_]{0,127}$"],data:data36};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
}
else {
const err81 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.properties.types.items.properties.env.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env,data:data34};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data23.priority !== undefined){
let data37 = data23.priority;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
const err82 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/priority",schemaPath:"#/properties/pipes/items/properties/types/items/properties/priority/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.pipes.items.properties.types.items.properties.priority.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.priority,data:data37};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 1000000 || isNaN(data37)){
const err83 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/priority",schemaPath:"#/properties/pipes/items/properties/types/items/properties/priority/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.priority,data:data37};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(data37 < -1000000 || isNaN(data37)){
const err84 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/priority",schemaPath:"#/properties/pipes/items/properties/types/items/properties/priority/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000},message:"must be >= -1000000",schema:-1000000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.priority,data:data37};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
}
if(data23.hosts !== undefined){
let data38 = data23.hosts;
if((typeof data38 !== "string") && (!(Array.isArray(data38)))){
const err85 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/type",keyword:"type",params:{type: schema31.properties.pipes.items.properties.types.items.properties.hosts.type},message:"must be string,array",schema:schema31.properties.pipes.items.properties.types.items.properties.hosts.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts,data:data38};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(typeof data38 === "string"){
if(func2(data38) > 4096){
const err86 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts,data:data38};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(!pattern19.test(data38)){
const err87 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/pattern",keyword:"pattern",params:{pattern: "^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$"},message:"must match pattern \""+"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$"+"\"",schema:"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts,data:data38};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(Array.isArray(data38)){
if(data38.length < 1){
const err88 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts,data:data38};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
const len5 = data38.length;
for(let i5=0; i5<len5; i5++){
let data39 = data38[i5];
if(typeof data39 === "string"){
if(func2(data39) > 4096){
const err89 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts/" + i5,schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/items/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts.items,data:data39};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(!pattern19.test(data39)){
const err90 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts/" + i5,schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/items/pattern",keyword:"pattern",params:{pattern: "^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$"},message:"must match pattern \""+"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$"+"\"",schema:"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts.items,data:data39};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
else {
const err91 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts/" + i5,schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.hosts.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts.items,data:data39};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
}
if(data23.maxPerHost !== undefined){
let data40 = data23.maxPerHost;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
const err92 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/maxPerHost",schemaPath:"#/properties/pipes/items/properties/types/items/properties/maxPerHost/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.pipes.items.properties.types.items.properties.maxPerHost.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.maxPerHost,data:data40};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 100000 || isNaN(data40)){
const err93 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/maxPerHost",schemaPath:"#/properties/pipes/items/properties/types/items/properties/maxPerHost/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.maxPerHost,data:data40};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
if(data40 < 1 || isNaN(data40)){
const err94 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/maxPerHost",schemaPath:"#/properties/pipes/items/properties/types/items/properties/maxPerHost/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.maxPerHost,data:data40};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
}
if(data23.pool !== undefined){
let data41 = data23.pool;
if(typeof data41 === "string"){
if(!pattern8.test(data41)){
const err95 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/pool",schemaPath:"#/properties/pipes/items/properties/types/items/properties/pool/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.pool,data:data41};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/pool",schemaPath:"#/properties/pipes/items/properties/types/items/properties/pool/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.pool.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.pool,data:data41};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data23.placement !== undefined){
let data42 = data23.placement;
if(!((data42 === "spread") || (data42 === "fill"))){
const err97 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/placement",schemaPath:"#/properties/pipes/items/properties/types/items/properties/placement/enum",keyword:"enum",params:{allowedValues: schema31.properties.pipes.items.properties.types.items.properties.placement.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.pipes.items.properties.types.items.properties.placement.enum,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.placement,data:data42};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data23.lifetime !== undefined){
let data43 = data23.lifetime;
if(!((data43 === "long") || (data43 === "short"))){
const err98 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/lifetime",schemaPath:"#/properties/pipes/items/properties/types/items/properties/lifetime/enum",keyword:"enum",params:{allowedValues: schema31.properties.pipes.items.properties.types.items.properties.lifetime.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.pipes.items.properties.types.items.properties.lifetime.enum,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.lifetime,data:data43};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data23.lostAfter !== undefined){
let data44 = data23.lostAfter;
if(typeof data44 === "string"){
if(!pattern22.test(data44)){
const err99 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/lostAfter",schemaPath:"#/properties/pipes/items/properties/types/items/properties/lostAfter/pattern",keyword:"pattern",params:{pattern: "^(never|[0-9]{1,8}(ms|s|m|h|d))$"},message:"must match pattern \""+"^(never|[0-9]{1,8}(ms|s|m|h|d))$"+"\"",schema:"^(never|[0-9]{1,8}(ms|s|m|h|d))$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.lostAfter,data:data44};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
else {
const err100 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/lostAfter",schemaPath:"#/properties/pipes/items/properties/types/items/properties/lostAfter/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.lostAfter.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.lostAfter,data:data44};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data23.surplus !== undefined){
let data45 = data23.surplus;
if(!((data45 === "keep") || (data45 === "stop"))){
const err101 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/surplus",schemaPath:"#/properties/pipes/items/properties/types/items/properties/surplus/enum",keyword:"enum",params:{allowedValues: schema31.properties.pipes.items.properties.types.items.properties.surplus.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.pipes.items.properties.types.items.properties.surplus.enum,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.surplus,data:data45};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data23.pilot !== undefined){
const err102 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/pilot",schemaPath:"#/properties/pipes/items/properties/types/items/properties/pilot/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema31.properties.pipes.items.properties.types.items.properties.pilot.not,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.pilot,data:data23.pilot};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.properties.types.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
}
else {
const err104 = {instancePath:instancePath+"/pipes/" + i2+"/types",schemaPath:"#/properties/pipes/items/properties/types/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.items.properties.types.type,parentSchema:schema31.properties.pipes.items.properties.types,data:data22};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
}
else {
const err105 = {instancePath:instancePath+"/pipes/" + i2,schemaPath:"#/properties/pipes/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.type,parentSchema:schema31.properties.pipes.items,data:data18};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
}
else {
const err106 = {instancePath:instancePath+"/pipes",schemaPath:"#/properties/pipes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.type,parentSchema:schema31.properties.pipes,data:data17};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data.debuglevel !== undefined){
let data47 = data.debuglevel;
if(!(((data47 === 0) || (data47 === 1)) || (data47 === 2))){
const err107 = {instancePath:instancePath+"/debuglevel",schemaPath:"#/properties/debuglevel/enum",keyword:"enum",params:{allowedValues: schema31.properties.debuglevel.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.debuglevel.enum,parentSchema:schema31.properties.debuglevel,data:data47};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data.debugmode !== undefined){
let data48 = data.debugmode;
if(typeof data48 !== "boolean"){
const err108 = {instancePath:instancePath+"/debugmode",schemaPath:"#/properties/debugmode/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema31.properties.debugmode.type,parentSchema:schema31.properties.debugmode,data:data48};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data.ssh !== undefined){
let data49 = data.ssh;
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
for(const key7 in data49){
if(!((((((((key7 === "//") || (key7 === "user")) || (key7 === "port")) || (key7 === "identityFile")) || (key7 === "knownHosts")) || (key7 === "hostKeys")) || (key7 === "connectTimeout")) || (key7 === "config"))){
const err109 = {instancePath:instancePath+"/ssh",schemaPath:"#/properties/ssh/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.ssh,data:data49};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data49["//"] !== undefined){
let data50 = data49["//"];
if(typeof data50 !== "string"){
const err110 = {instancePath:instancePath+"/ssh/~1~1",schemaPath:"#/properties/ssh/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties["//"].type,parentSchema:schema31.properties.ssh.properties["//"],data:data50};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data49.user !== undefined){
let data51 = data49.user;
if(typeof data51 === "string"){
if(!pattern7.test(data51)){
const err111 = {instancePath:instancePath+"/ssh/user",schemaPath:"#/properties/ssh/properties/user/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$"+"\"",schema:"^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$",parentSchema:schema31.properties.ssh.properties.user,data:data51};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
else {
const err112 = {instancePath:instancePath+"/ssh/user",schemaPath:"#/properties/ssh/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties.user.type,parentSchema:schema31.properties.ssh.properties.user,data:data51};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data49.port !== undefined){
let data52 = data49.port;
if(!(((typeof data52 == "number") && (!(data52 % 1) && !isNaN(data52))) && (isFinite(data52)))){
const err113 = {instancePath:instancePath+"/ssh/port",schemaPath:"#/properties/ssh/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.ssh.properties.port.type,parentSchema:schema31.properties.ssh.properties.port,data:data52};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if((typeof data52 == "number") && (isFinite(data52))){
if(data52 > 65535 || isNaN(data52)){
const err114 = {instancePath:instancePath+"/ssh/port",schemaPath:"#/properties/ssh/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema31.properties.ssh.properties.port,data:data52};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(data52 < 1 || isNaN(data52)){
const err115 = {instancePath:instancePath+"/ssh/port",schemaPath:"#/properties/ssh/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.ssh.properties.port,data:data52};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
if(data49.identityFile !== undefined){
let data53 = data49.identityFile;
if((typeof data53 !== "string") && (!(Array.isArray(data53)))){
const err116 = {instancePath:instancePath+"/ssh/identityFile",schemaPath:"#/properties/ssh/properties/identityFile/type",keyword:"type",params:{type: schema31.properties.ssh.properties.identityFile.type},message:"must be string,array",schema:schema31.properties.ssh.properties.identityFile.type,parentSchema:schema31.properties.ssh.properties.identityFile,data:data53};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
if(typeof data53 === "string"){
if(!pattern24.test(data53)){
const err117 = {instancePath:instancePath+"/ssh/identityFile",schemaPath:"#/properties/ssh/properties/identityFile/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.ssh.properties.identityFile,data:data53};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(Array.isArray(data53)){
if(data53.length < 1){
const err118 = {instancePath:instancePath+"/ssh/identityFile",schemaPath:"#/properties/ssh/properties/identityFile/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.ssh.properties.identityFile,data:data53};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
const len6 = data53.length;
for(let i6=0; i6<len6; i6++){
let data54 = data53[i6];
if(typeof data54 === "string"){
if(!pattern24.test(data54)){
const err119 = {instancePath:instancePath+"/ssh/identityFile/" + i6,schemaPath:"#/properties/ssh/properties/identityFile/items/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.ssh.properties.identityFile.items,data:data54};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
else {
const err120 = {instancePath:instancePath+"/ssh/identityFile/" + i6,schemaPath:"#/properties/ssh/properties/identityFile/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties.identityFile.items.type,parentSchema:schema31.properties.ssh.properties.identityFile.items,data:data54};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
}
}
if(data49.knownHosts !== undefined){
let data55 = data49.knownHosts;
if((typeof data55 !== "string") && (!(Array.isArray(data55)))){
const err121 = {instancePath:instancePath+"/ssh/knownHosts",schemaPath:"#/properties/ssh/properties/knownHosts/type",keyword:"type",params:{type: schema31.properties.ssh.properties.knownHosts.type},message:"must be string,array",schema:schema31.properties.ssh.properties.knownHosts.type,parentSchema:schema31.properties.ssh.properties.knownHosts,data:data55};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if(typeof data55 === "string"){
if(!pattern24.test(data55)){
const err122 = {instancePath:instancePath+"/ssh/knownHosts",schemaPath:"#/properties/ssh/properties/knownHosts/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.ssh.properties.knownHosts,data:data55};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
if(Array.isArray(data55)){
if(data55.length < 1){
const err123 = {instancePath:instancePath+"/ssh/knownHosts",schemaPath:"#/properties/ssh/properties/knownHosts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.ssh.properties.knownHosts,data:data55};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
const len7 = data55.length;
for(let i7=0; i7<len7; i7++){
let data56 = data55[i7];
if(typeof data56 === "string"){
if(!pattern24.test(data56)){
const err124 = {instancePath:instancePath+"/ssh/knownHosts/" + i7,schemaPath:"#/properties/ssh/properties/knownHosts/items/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.ssh.properties.knownHosts.items,data:data56};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
else {
const err125 = {instancePath:instancePath+"/ssh/knownHosts/" + i7,schemaPath:"#/properties/ssh/properties/knownHosts/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties.knownHosts.items.type,parentSchema:schema31.properties.ssh.properties.knownHosts.items,data:data56};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
}
}
if(data49.hostKeys !== undefined){
let data57 = data49.hostKeys;
if(!((data57 === "strict") || (data57 === "accept-new"))){
const err126 = {instancePath:instancePath+"/ssh/hostKeys",schemaPath:"#/properties/ssh/properties/hostKeys/enum",keyword:"enum",params:{allowedValues: schema31.properties.ssh.properties.hostKeys.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.ssh.properties.hostKeys.enum,parentSchema:schema31.properties.ssh.properties.hostKeys,data:data57};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data49.connectTimeout !== undefined){
let data58 = data49.connectTimeout;
if(typeof data58 === "string"){
if(!pattern28.test(data58)){
const err127 = {instancePath:instancePath+"/ssh/connectTimeout",schemaPath:"#/properties/ssh/properties/connectTimeout/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.ssh.properties.connectTimeout,data:data58};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
else {
const err128 = {instancePath:instancePath+"/ssh/connectTimeout",schemaPath:"#/properties/ssh/properties/connectTimeout/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties.connectTimeout.type,parentSchema:schema31.properties.ssh.properties.connectTimeout,data:data58};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data49.config !== undefined){
let data59 = data49.config;
if(typeof data59 === "string"){
if(!pattern24.test(data59)){
const err129 = {instancePath:instancePath+"/ssh/config",schemaPath:"#/properties/ssh/properties/config/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.ssh.properties.config,data:data59};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
else {
const err130 = {instancePath:instancePath+"/ssh/config",schemaPath:"#/properties/ssh/properties/config/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties.config.type,parentSchema:schema31.properties.ssh.properties.config,data:data59};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
}
else {
const err131 = {instancePath:instancePath+"/ssh",schemaPath:"#/properties/ssh/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.ssh.type,parentSchema:schema31.properties.ssh,data:data49};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data.scripts !== undefined){
let data60 = data.scripts;
const _errs125 = errors;
const _errs126 = errors;
const _errs127 = errors;
let valid25 = false;
const _errs128 = errors;
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
let missing0;
if(((data60.local === undefined) && (missing0 = "local")) || ((data60.remote === undefined) && (missing0 = "remote"))){
const err132 = {};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
var _valid0 = _errs128 === errors;
valid25 = valid25 || _valid0;
const _errs129 = errors;
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
if(data60.local !== undefined){
var valid26 = false;
const err133 = {};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
else {
var valid26 = true;
}
if(valid26){
if(data60.remote !== undefined){
var valid26 = false;
const err134 = {};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
else {
var valid26 = true;
}
}
}
var _valid0 = _errs129 === errors;
valid25 = valid25 || _valid0;
if(_valid0){
var props0 = {};
props0.local = true;
props0.remote = true;
}
if(!valid25){
const err135 = {};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
else {
errors = _errs127;
if(vErrors !== null){
if(_errs127){
vErrors.length = _errs127;
}
else {
vErrors = null;
}
}
}
var valid24 = _errs126 === errors;
if(valid24){
const err136 = {instancePath:instancePath+"/scripts",schemaPath:"#/properties/scripts/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema31.properties.scripts.not,parentSchema:schema31.properties.scripts,data:data60};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
else {
errors = _errs125;
if(vErrors !== null){
if(_errs125){
vErrors.length = _errs125;
}
else {
vErrors = null;
}
}
}
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
for(const key8 in data60){
if(!((((key8 === "//") || (key8 === "local")) || (key8 === "remote")) || (key8 === "probe"))){
const err137 = {instancePath:instancePath+"/scripts",schemaPath:"#/properties/scripts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.scripts,data:data60};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data60["//"] !== undefined){
let data63 = data60["//"];
if(typeof data63 !== "string"){
const err138 = {instancePath:instancePath+"/scripts/~1~1",schemaPath:"#/properties/scripts/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.scripts.properties["//"].type,parentSchema:schema31.properties.scripts.properties["//"],data:data63};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data60.local !== undefined){
let data64 = data60.local;
if(typeof data64 === "string"){
if(!pattern24.test(data64)){
const err139 = {instancePath:instancePath+"/scripts/local",schemaPath:"#/properties/scripts/properties/local/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.scripts.properties.local,data:data64};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
else {
const err140 = {instancePath:instancePath+"/scripts/local",schemaPath:"#/properties/scripts/properties/local/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.scripts.properties.local.type,parentSchema:schema31.properties.scripts.properties.local,data:data64};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data60.remote !== undefined){
let data65 = data60.remote;
if(typeof data65 === "string"){
if(!pattern31.test(data65)){
const err141 = {instancePath:instancePath+"/scripts/remote",schemaPath:"#/properties/scripts/properties/remote/pattern",keyword:"pattern",params:{pattern: "^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$"},message:"must match pattern \""+"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$"+"\"",schema:"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$",parentSchema:schema31.properties.scripts.properties.remote,data:data65};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
else {
const err142 = {instancePath:instancePath+"/scripts/remote",schemaPath:"#/properties/scripts/properties/remote/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.scripts.properties.remote.type,parentSchema:schema31.properties.scripts.properties.remote,data:data65};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data60.probe !== undefined){
let data66 = data60.probe;
if(typeof data66 === "string"){
if(!pattern13.test(data66)){
const err143 = {instancePath:instancePath+"/scripts/probe",schemaPath:"#/properties/scripts/properties/probe/pattern",keyword:"pattern",params:{pattern: "^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$"},message:"must match pattern \""+"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$"+"\"",schema:"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$",parentSchema:schema31.properties.scripts.properties.probe,data:data66};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
else {
const err144 = {instancePath:instancePath+"/scripts/probe",schemaPath:"#/properties/scripts/properties/probe/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.scripts.properties.probe.type,parentSchema:schema31.properties.scripts.properties.probe,data:data66};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
}
else {
const err145 = {instancePath:instancePath+"/scripts",schemaPath:"#/properties/scripts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.scripts.type,parentSchema:schema31.properties.scripts,data:data60};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data.ping !== undefined){
let data67 = data.ping;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
for(const key9 in data67){
if(!(((key9 === "//") || (key9 === "method")) || (key9 === "timeout"))){
const err146 = {instancePath:instancePath+"/ping",schemaPath:"#/properties/ping/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.ping,data:data67};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
if(data67["//"] !== undefined){
let data68 = data67["//"];
if(typeof data68 !== "string"){
const err147 = {instancePath:instancePath+"/ping/~1~1",schemaPath:"#/properties/ping/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ping.properties["//"].type,parentSchema:schema31.properties.ping.properties["//"],data:data68};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
if(data67.method !== undefined){
let data69 = data67.method;
if(!(((data69 === "icmp") || (data69 === "tcp")) || (data69 === "none"))){
const err148 = {instancePath:instancePath+"/ping/method",schemaPath:"#/properties/ping/properties/method/enum",keyword:"enum",params:{allowedValues: schema31.properties.ping.properties.method.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.ping.properties.method.enum,parentSchema:schema31.properties.ping.properties.method,data:data69};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data67.timeout !== undefined){
let data70 = data67.timeout;
if(typeof data70 === "string"){
if(!pattern28.test(data70)){
const err149 = {instancePath:instancePath+"/ping/timeout",schemaPath:"#/properties/ping/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.ping.properties.timeout,data:data70};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
else {
const err150 = {instancePath:instancePath+"/ping/timeout",schemaPath:"#/properties/ping/properties/timeout/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ping.properties.timeout.type,parentSchema:schema31.properties.ping.properties.timeout,data:data70};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
}
else {
const err151 = {instancePath:instancePath+"/ping",schemaPath:"#/properties/ping/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.ping.type,parentSchema:schema31.properties.ping,data:data67};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data.timeouts !== undefined){
let data71 = data.timeouts;
if(data71 && typeof data71 == "object" && !Array.isArray(data71)){
for(const key10 in data71){
if(!((((((key10 === "//") || (key10 === "probe")) || (key10 === "launch")) || (key10 === "settle")) || (key10 === "stop")) || (key10 === "pass"))){
const err152 = {instancePath:instancePath+"/timeouts",schemaPath:"#/properties/timeouts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.timeouts,data:data71};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data71["//"] !== undefined){
let data72 = data71["//"];
if(typeof data72 !== "string"){
const err153 = {instancePath:instancePath+"/timeouts/~1~1",schemaPath:"#/properties/timeouts/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties["//"].type,parentSchema:schema31.properties.timeouts.properties["//"],data:data72};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
if(data71.probe !== undefined){
let data73 = data71.probe;
if(typeof data73 === "string"){
if(!pattern28.test(data73)){
const err154 = {instancePath:instancePath+"/timeouts/probe",schemaPath:"#/properties/timeouts/properties/probe/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.timeouts.properties.probe,data:data73};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
else {
const err155 = {instancePath:instancePath+"/timeouts/probe",schemaPath:"#/properties/timeouts/properties/probe/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties.probe.type,parentSchema:schema31.properties.timeouts.properties.probe,data:data73};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
if(data71.launch !== undefined){
let data74 = data71.launch;
if(typeof data74 === "string"){
if(!pattern28.test(data74)){
const err156 = {instancePath:instancePath+"/timeouts/launch",schemaPath:"#/properties/timeouts/properties/launch/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.timeouts.properties.launch,data:data74};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
else {
const err157 = {instancePath:instancePath+"/timeouts/launch",schemaPath:"#/properties/timeouts/properties/launch/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties.launch.type,parentSchema:schema31.properties.timeouts.properties.launch,data:data74};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
if(data71.settle !== undefined){
let data75 = data71.settle;
if(typeof data75 === "string"){
if(!pattern36.test(data75)){
const err158 = {instancePath:instancePath+"/timeouts/settle",schemaPath:"#/properties/timeouts/properties/settle/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,8}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[0-9]{1,8}(ms|s|m|h|d)$"+"\"",schema:"^[0-9]{1,8}(ms|s|m|h|d)$",parentSchema:schema31.properties.timeouts.properties.settle,data:data75};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
else {
const err159 = {instancePath:instancePath+"/timeouts/settle",schemaPath:"#/properties/timeouts/properties/settle/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties.settle.type,parentSchema:schema31.properties.timeouts.properties.settle,data:data75};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data71.stop !== undefined){
let data76 = data71.stop;
if(typeof data76 === "string"){
if(!pattern28.test(data76)){
const err160 = {instancePath:instancePath+"/timeouts/stop",schemaPath:"#/properties/timeouts/properties/stop/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.timeouts.properties.stop,data:data76};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
else {
const err161 = {instancePath:instancePath+"/timeouts/stop",schemaPath:"#/properties/timeouts/properties/stop/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties.stop.type,parentSchema:schema31.properties.timeouts.properties.stop,data:data76};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
if(data71.pass !== undefined){
let data77 = data71.pass;
if(typeof data77 === "string"){
if(!pattern28.test(data77)){
const err162 = {instancePath:instancePath+"/timeouts/pass",schemaPath:"#/properties/timeouts/properties/pass/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.timeouts.properties.pass,data:data77};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
else {
const err163 = {instancePath:instancePath+"/timeouts/pass",schemaPath:"#/properties/timeouts/properties/pass/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties.pass.type,parentSchema:schema31.properties.timeouts.properties.pass,data:data77};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
}
else {
const err164 = {instancePath:instancePath+"/timeouts",schemaPath:"#/properties/timeouts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.timeouts.type,parentSchema:schema31.properties.timeouts,data:data71};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data.fanout !== undefined){
let data78 = data.fanout;
if(data78 && typeof data78 == "object" && !Array.isArray(data78)){
for(const key11 in data78){
if(!(((((key11 === "//") || (key11 === "hosts")) || (key11 === "launchesPerPass")) || (key11 === "launchesPerHost")) || (key11 === "perJump"))){
const err165 = {instancePath:instancePath+"/fanout",schemaPath:"#/properties/fanout/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.fanout,data:data78};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
if(data78["//"] !== undefined){
let data79 = data78["//"];
if(typeof data79 !== "string"){
const err166 = {instancePath:instancePath+"/fanout/~1~1",schemaPath:"#/properties/fanout/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.fanout.properties["//"].type,parentSchema:schema31.properties.fanout.properties["//"],data:data79};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
if(data78.hosts !== undefined){
let data80 = data78.hosts;
if(!(((typeof data80 == "number") && (!(data80 % 1) && !isNaN(data80))) && (isFinite(data80)))){
const err167 = {instancePath:instancePath+"/fanout/hosts",schemaPath:"#/properties/fanout/properties/hosts/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.fanout.properties.hosts.type,parentSchema:schema31.properties.fanout.properties.hosts,data:data80};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
if((typeof data80 == "number") && (isFinite(data80))){
if(data80 > 100000 || isNaN(data80)){
const err168 = {instancePath:instancePath+"/fanout/hosts",schemaPath:"#/properties/fanout/properties/hosts/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.fanout.properties.hosts,data:data80};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if(data80 < 1 || isNaN(data80)){
const err169 = {instancePath:instancePath+"/fanout/hosts",schemaPath:"#/properties/fanout/properties/hosts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.fanout.properties.hosts,data:data80};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
}
if(data78.launchesPerPass !== undefined){
let data81 = data78.launchesPerPass;
if(!(((typeof data81 == "number") && (!(data81 % 1) && !isNaN(data81))) && (isFinite(data81)))){
const err170 = {instancePath:instancePath+"/fanout/launchesPerPass",schemaPath:"#/properties/fanout/properties/launchesPerPass/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.fanout.properties.launchesPerPass.type,parentSchema:schema31.properties.fanout.properties.launchesPerPass,data:data81};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
if((typeof data81 == "number") && (isFinite(data81))){
if(data81 > 100000 || isNaN(data81)){
const err171 = {instancePath:instancePath+"/fanout/launchesPerPass",schemaPath:"#/properties/fanout/properties/launchesPerPass/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.fanout.properties.launchesPerPass,data:data81};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
if(data81 < 1 || isNaN(data81)){
const err172 = {instancePath:instancePath+"/fanout/launchesPerPass",schemaPath:"#/properties/fanout/properties/launchesPerPass/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.fanout.properties.launchesPerPass,data:data81};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
}
if(data78.launchesPerHost !== undefined){
let data82 = data78.launchesPerHost;
if(!(((typeof data82 == "number") && (!(data82 % 1) && !isNaN(data82))) && (isFinite(data82)))){
const err173 = {instancePath:instancePath+"/fanout/launchesPerHost",schemaPath:"#/properties/fanout/properties/launchesPerHost/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.fanout.properties.launchesPerHost.type,parentSchema:schema31.properties.fanout.properties.launchesPerHost,data:data82};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
if((typeof data82 == "number") && (isFinite(data82))){
if(data82 > 100000 || isNaN(data82)){
const err174 = {instancePath:instancePath+"/fanout/launchesPerHost",schemaPath:"#/properties/fanout/properties/launchesPerHost/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.fanout.properties.launchesPerHost,data:data82};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if(data82 < 1 || isNaN(data82)){
const err175 = {instancePath:instancePath+"/fanout/launchesPerHost",schemaPath:"#/properties/fanout/properties/launchesPerHost/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.fanout.properties.launchesPerHost,data:data82};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
}
if(data78.perJump !== undefined){
let data83 = data78.perJump;
if(!(((typeof data83 == "number") && (!(data83 % 1) && !isNaN(data83))) && (isFinite(data83)))){
const err176 = {instancePath:instancePath+"/fanout/perJump",schemaPath:"#/properties/fanout/properties/perJump/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.fanout.properties.perJump.type,parentSchema:schema31.properties.fanout.properties.perJump,data:data83};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if((typeof data83 == "number") && (isFinite(data83))){
if(data83 > 100000 || isNaN(data83)){
const err177 = {instancePath:instancePath+"/fanout/perJump",schemaPath:"#/properties/fanout/properties/perJump/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.fanout.properties.perJump,data:data83};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
if(data83 < 1 || isNaN(data83)){
const err178 = {instancePath:instancePath+"/fanout/perJump",schemaPath:"#/properties/fanout/properties/perJump/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.fanout.properties.perJump,data:data83};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
}
}
else {
const err179 = {instancePath:instancePath+"/fanout",schemaPath:"#/properties/fanout/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.fanout.type,parentSchema:schema31.properties.fanout,data:data78};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data.safety !== undefined){
let data84 = data.safety;
if(data84 && typeof data84 == "object" && !Array.isArray(data84)){
for(const key12 in data84){
if(!((((key12 === "//") || (key12 === "lostAfter")) || (key12 === "startGrace")) || (key12 === "brownout"))){
const err180 = {instancePath:instancePath+"/safety",schemaPath:"#/properties/safety/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.safety,data:data84};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
if(data84["//"] !== undefined){
let data85 = data84["//"];
if(typeof data85 !== "string"){
const err181 = {instancePath:instancePath+"/safety/~1~1",schemaPath:"#/properties/safety/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.safety.properties["//"].type,parentSchema:schema31.properties.safety.properties["//"],data:data85};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
if(data84.lostAfter !== undefined){
let data86 = data84.lostAfter;
if(typeof data86 === "string"){
if(!pattern36.test(data86)){
const err182 = {instancePath:instancePath+"/safety/lostAfter",schemaPath:"#/properties/safety/properties/lostAfter/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,8}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[0-9]{1,8}(ms|s|m|h|d)$"+"\"",schema:"^[0-9]{1,8}(ms|s|m|h|d)$",parentSchema:schema31.properties.safety.properties.lostAfter,data:data86};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
else {
const err183 = {instancePath:instancePath+"/safety/lostAfter",schemaPath:"#/properties/safety/properties/lostAfter/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.safety.properties.lostAfter.type,parentSchema:schema31.properties.safety.properties.lostAfter,data:data86};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
if(data84.startGrace !== undefined){
let data87 = data84.startGrace;
if(typeof data87 === "string"){
if(!pattern36.test(data87)){
const err184 = {instancePath:instancePath+"/safety/startGrace",schemaPath:"#/properties/safety/properties/startGrace/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,8}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[0-9]{1,8}(ms|s|m|h|d)$"+"\"",schema:"^[0-9]{1,8}(ms|s|m|h|d)$",parentSchema:schema31.properties.safety.properties.startGrace,data:data87};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
else {
const err185 = {instancePath:instancePath+"/safety/startGrace",schemaPath:"#/properties/safety/properties/startGrace/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.safety.properties.startGrace.type,parentSchema:schema31.properties.safety.properties.startGrace,data:data87};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
if(data84.brownout !== undefined){
let data88 = data84.brownout;
if((typeof data88 == "number") && (isFinite(data88))){
if(data88 > 1 || isNaN(data88)){
const err186 = {instancePath:instancePath+"/safety/brownout",schemaPath:"#/properties/safety/properties/brownout/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema31.properties.safety.properties.brownout,data:data88};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
if(data88 < 0 || isNaN(data88)){
const err187 = {instancePath:instancePath+"/safety/brownout",schemaPath:"#/properties/safety/properties/brownout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.safety.properties.brownout,data:data88};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
else {
const err188 = {instancePath:instancePath+"/safety/brownout",schemaPath:"#/properties/safety/properties/brownout/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema31.properties.safety.properties.brownout.type,parentSchema:schema31.properties.safety.properties.brownout,data:data88};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
}
else {
const err189 = {instancePath:instancePath+"/safety",schemaPath:"#/properties/safety/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.safety.type,parentSchema:schema31.properties.safety,data:data84};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
if(data.backoff !== undefined){
let data89 = data.backoff;
if(data89 && typeof data89 == "object" && !Array.isArray(data89)){
for(const key13 in data89){
if(!((((key13 === "//") || (key13 === "first")) || (key13 === "cap")) || (key13 === "minUptime"))){
const err190 = {instancePath:instancePath+"/backoff",schemaPath:"#/properties/backoff/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.backoff,data:data89};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data89["//"] !== undefined){
let data90 = data89["//"];
if(typeof data90 !== "string"){
const err191 = {instancePath:instancePath+"/backoff/~1~1",schemaPath:"#/properties/backoff/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.backoff.properties["//"].type,parentSchema:schema31.properties.backoff.properties["//"],data:data90};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data89.first !== undefined){
let data91 = data89.first;
if(typeof data91 === "string"){
if(!pattern41.test(data91)){
const err192 = {instancePath:instancePath+"/backoff/first",schemaPath:"#/properties/backoff/properties/first/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"},message:"must match pattern \""+"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"+"\"",schema:"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$",parentSchema:schema31.properties.backoff.properties.first,data:data91};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
else {
const err193 = {instancePath:instancePath+"/backoff/first",schemaPath:"#/properties/backoff/properties/first/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.backoff.properties.first.type,parentSchema:schema31.properties.backoff.properties.first,data:data91};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
if(data89.cap !== undefined){
let data92 = data89.cap;
if(typeof data92 === "string"){
if(!pattern41.test(data92)){
const err194 = {instancePath:instancePath+"/backoff/cap",schemaPath:"#/properties/backoff/properties/cap/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"},message:"must match pattern \""+"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"+"\"",schema:"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$",parentSchema:schema31.properties.backoff.properties.cap,data:data92};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
else {
const err195 = {instancePath:instancePath+"/backoff/cap",schemaPath:"#/properties/backoff/properties/cap/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.backoff.properties.cap.type,parentSchema:schema31.properties.backoff.properties.cap,data:data92};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
if(data89.minUptime !== undefined){
let data93 = data89.minUptime;
if(typeof data93 === "string"){
if(!pattern41.test(data93)){
const err196 = {instancePath:instancePath+"/backoff/minUptime",schemaPath:"#/properties/backoff/properties/minUptime/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"},message:"must match pattern \""+"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"+"\"",schema:"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$",parentSchema:schema31.properties.backoff.properties.minUptime,data:data93};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
}
else {
const err197 = {instancePath:instancePath+"/backoff/minUptime",schemaPath:"#/properties/backoff/properties/minUptime/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.backoff.properties.minUptime.type,parentSchema:schema31.properties.backoff.properties.minUptime,data:data93};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
}
else {
const err198 = {instancePath:instancePath+"/backoff",schemaPath:"#/properties/backoff/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.backoff.type,parentSchema:schema31.properties.backoff,data:data89};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
if(data.placement !== undefined){
let data94 = data.placement;
if(!((data94 === "spread") || (data94 === "fill"))){
const err199 = {instancePath:instancePath+"/placement",schemaPath:"#/properties/placement/enum",keyword:"enum",params:{allowedValues: schema31.properties.placement.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.placement.enum,parentSchema:schema31.properties.placement,data:data94};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data.pools !== undefined){
let data95 = data.pools;
if(data95 && typeof data95 == "object" && !Array.isArray(data95)){
for(const key14 in data95){
const _errs200 = errors;
if(typeof key14 !== "string"){
const err200 = {instancePath:instancePath+"/pools",schemaPath:"#/properties/pools/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pools.propertyNames.type,parentSchema:schema31.properties.pools.propertyNames,data:key14,propertyName:key14};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
var valid33 = _errs200 === errors;
if(!valid33){
const err201 = {instancePath:instancePath+"/pools",schemaPath:"#/properties/pools/propertyNames",keyword:"propertyNames",params:{propertyName: key14},message:"property name must be valid",schema:schema31.properties.pools.propertyNames,parentSchema:schema31.properties.pools,data:data95};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
for(const key15 in data95){
if(!((key15 === "//") || (pattern8.test(key15)))){
const err202 = {instancePath:instancePath+"/pools",schemaPath:"#/properties/pools/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pools,data:data95};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
if(data95["//"] !== undefined){
let data96 = data95["//"];
if(typeof data96 !== "string"){
const err203 = {instancePath:instancePath+"/pools/~1~1",schemaPath:"#/properties/pools/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pools.properties["//"].type,parentSchema:schema31.properties.pools.properties["//"],data:data96};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
for(const key16 in data95){
if(pattern8.test(key16)){
let data97 = data95[key16];
if(!(((typeof data97 == "number") && (!(data97 % 1) && !isNaN(data97))) && (isFinite(data97)))){
const err204 = {instancePath:instancePath+"/pools/" + key16.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pools/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.pools.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].type,parentSchema:schema31.properties.pools.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data97};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
if((typeof data97 == "number") && (isFinite(data97))){
if(data97 > 100000 || isNaN(data97)){
const err205 = {instancePath:instancePath+"/pools/" + key16.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pools/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.pools.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data97};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
if(data97 < 0 || isNaN(data97)){
const err206 = {instancePath:instancePath+"/pools/" + key16.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pools/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.pools.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data97};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
}
}
}
else {
const err207 = {instancePath:instancePath+"/pools",schemaPath:"#/properties/pools/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pools.type,parentSchema:schema31.properties.pools,data:data95};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
if(data.logs !== undefined){
let data98 = data.logs;
if(typeof data98 === "string"){
if(!pattern24.test(data98)){
const err208 = {instancePath:instancePath+"/logs",schemaPath:"#/properties/logs/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.logs,data:data98};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
else {
const err209 = {instancePath:instancePath+"/logs",schemaPath:"#/properties/logs/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.logs.type,parentSchema:schema31.properties.logs,data:data98};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
if(data.retention !== undefined){
let data99 = data.retention;
if(typeof data99 === "string"){
if(!pattern36.test(data99)){
const err210 = {instancePath:instancePath+"/retention",schemaPath:"#/properties/retention/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,8}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[0-9]{1,8}(ms|s|m|h|d)$"+"\"",schema:"^[0-9]{1,8}(ms|s|m|h|d)$",parentSchema:schema31.properties.retention,data:data99};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
else {
const err211 = {instancePath:instancePath+"/retention",schemaPath:"#/properties/retention/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.retention.type,parentSchema:schema31.properties.retention,data:data99};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
if(data.namespace !== undefined){
let data100 = data.namespace;
if(typeof data100 === "string"){
if(!pattern8.test(data100)){
const err212 = {instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$",parentSchema:schema31.properties.namespace,data:data100};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
else {
const err213 = {instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.namespace.type,parentSchema:schema31.properties.namespace,data:data100};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
if(data.monitor !== undefined){
let data101 = data.monitor;
if(data101 && typeof data101 == "object" && !Array.isArray(data101)){
for(const key17 in data101){
if(!((((((key17 === "//") || (key17 === "page")) || (key17 === "textfile")) || (key17 === "healthcheck")) || (key17 === "notify")) || (key17 === "stale"))){
const err214 = {instancePath:instancePath+"/monitor",schemaPath:"#/properties/monitor/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.monitor,data:data101};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
if(data101["//"] !== undefined){
let data102 = data101["//"];
if(typeof data102 !== "string"){
const err215 = {instancePath:instancePath+"/monitor/~1~1",schemaPath:"#/properties/monitor/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties["//"].type,parentSchema:schema31.properties.monitor.properties["//"],data:data102};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
if(data101.page !== undefined){
let data103 = data101.page;
if(typeof data103 === "string"){
if(!pattern24.test(data103)){
const err216 = {instancePath:instancePath+"/monitor/page",schemaPath:"#/properties/monitor/properties/page/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.monitor.properties.page,data:data103};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
else {
const err217 = {instancePath:instancePath+"/monitor/page",schemaPath:"#/properties/monitor/properties/page/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties.page.type,parentSchema:schema31.properties.monitor.properties.page,data:data103};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
if(data101.textfile !== undefined){
let data104 = data101.textfile;
if(typeof data104 === "string"){
if(!pattern50.test(data104)){
const err218 = {instancePath:instancePath+"/monitor/textfile",schemaPath:"#/properties/monitor/properties/textfile/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{0,4089}[^\\/\\p{Cc}\\p{Cs}]\\.prom$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{0,4089}[^\\/\\p{Cc}\\p{Cs}]\\.prom$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{0,4089}[^\\/\\p{Cc}\\p{Cs}]\\.prom$",parentSchema:schema31.properties.monitor.properties.textfile,data:data104};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
else {
const err219 = {instancePath:instancePath+"/monitor/textfile",schemaPath:"#/properties/monitor/properties/textfile/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties.textfile.type,parentSchema:schema31.properties.monitor.properties.textfile,data:data104};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
if(data101.healthcheck !== undefined){
let data105 = data101.healthcheck;
if(typeof data105 === "string"){
if(!pattern51.test(data105)){
const err220 = {instancePath:instancePath+"/monitor/healthcheck",schemaPath:"#/properties/monitor/properties/healthcheck/pattern",keyword:"pattern",params:{pattern: "^https?:\\/\\/[^\\s\\/?#\\p{Cc}\\p{Cs}][^\\s#\\p{Cc}\\p{Cs}]{0,1999}$"},message:"must match pattern \""+"^https?:\\/\\/[^\\s\\/?#\\p{Cc}\\p{Cs}][^\\s#\\p{Cc}\\p{Cs}]{0,1999}$"+"\"",schema:"^https?:\\/\\/[^\\s\\/?#\\p{Cc}\\p{Cs}][^\\s#\\p{Cc}\\p{Cs}]{0,1999}$",parentSchema:schema31.properties.monitor.properties.healthcheck,data:data105};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
else {
const err221 = {instancePath:instancePath+"/monitor/healthcheck",schemaPath:"#/properties/monitor/properties/healthcheck/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties.healthcheck.type,parentSchema:schema31.properties.monitor.properties.healthcheck,data:data105};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
if(data101.notify !== undefined){
let data106 = data101.notify;
if((typeof data106 !== "string") && (!(Array.isArray(data106)))){
const err222 = {instancePath:instancePath+"/monitor/notify",schemaPath:"#/properties/monitor/properties/notify/type",keyword:"type",params:{type: schema31.properties.monitor.properties.notify.type},message:"must be string,array",schema:schema31.properties.monitor.properties.notify.type,parentSchema:schema31.properties.monitor.properties.notify,data:data106};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
if(typeof data106 === "string"){
if(!pattern24.test(data106)){
const err223 = {instancePath:instancePath+"/monitor/notify",schemaPath:"#/properties/monitor/properties/notify/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.monitor.properties.notify,data:data106};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
if(Array.isArray(data106)){
if(data106.length < 1){
const err224 = {instancePath:instancePath+"/monitor/notify",schemaPath:"#/properties/monitor/properties/notify/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.monitor.properties.notify,data:data106};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
const len8 = data106.length;
for(let i8=0; i8<len8; i8++){
let data107 = data106[i8];
if(typeof data107 === "string"){
if(!pattern15.test(data107)){
const err225 = {instancePath:instancePath+"/monitor/notify/" + i8,schemaPath:"#/properties/monitor/properties/notify/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000\\p{Cs}]{0,4096}$"},message:"must match pattern \""+"^[^\\u0000\\p{Cs}]{0,4096}$"+"\"",schema:"^[^\\u0000\\p{Cs}]{0,4096}$",parentSchema:schema31.properties.monitor.properties.notify.items,data:data107};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
else {
const err226 = {instancePath:instancePath+"/monitor/notify/" + i8,schemaPath:"#/properties/monitor/properties/notify/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties.notify.items.type,parentSchema:schema31.properties.monitor.properties.notify.items,data:data107};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
}
}
if(data101.stale !== undefined){
let data108 = data101.stale;
if(typeof data108 === "string"){
if(!pattern41.test(data108)){
const err227 = {instancePath:instancePath+"/monitor/stale",schemaPath:"#/properties/monitor/properties/stale/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"},message:"must match pattern \""+"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"+"\"",schema:"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$",parentSchema:schema31.properties.monitor.properties.stale,data:data108};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
else {
const err228 = {instancePath:instancePath+"/monitor/stale",schemaPath:"#/properties/monitor/properties/stale/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties.stale.type,parentSchema:schema31.properties.monitor.properties.stale,data:data108};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
}
else {
const err229 = {instancePath:instancePath+"/monitor",schemaPath:"#/properties/monitor/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.monitor.type,parentSchema:schema31.properties.monitor,data:data101};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
}
else {
const err230 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

