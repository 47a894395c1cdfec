// Made by ajv from src/interface/schema.ts by "npm run docs"; edit there.
"use strict";
module.exports = validate20;
module.exports.default = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Interface.json of muster","type":"object","additionalProperties":false,"required":["hotlimit","available","pipes"],"properties":{"$schema":{"type":"string","description":"Where the schema is, for an editor; muster does not read it."},"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"hotlimit":{"type":"integer","minimum":0,"maximum":100000,"description":"Hot slots of a host: how many hot jobs it may hold."},"available":{"type":"array","items":{"type":["string","object"],"title":"a host name or a range such as \"n-[01-40,43].example.org\"","pattern":"^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$","maxLength":4096,"format":"host-range","additionalProperties":false,"required":["host"],"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"host":{"type":"string","title":"a host name or a range such as \"n-[01-40,43].example.org\"","pattern":"^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$","maxLength":4096,"format":"host-range","description":"Its name. A range gives every host of it these same settings."},"address":{"type":"string","title":"a host name or an IPv4 or IPv6 address","pattern":"^[A-Za-z0-9_:][A-Za-z0-9_.:%\\-]{0,252}$","description":"What to connect to; `HostName` of the ssh config if unset, then the name. Not with a range."},"user":{"type":"string","title":"a login name","pattern":"^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$","description":"Login name there; `ssh.user` if unset, then `User` of the ssh config."},"port":{"type":"integer","minimum":1,"maximum":65535,"description":"Port of its sshd; `ssh.port` if unset, then `Port` of the ssh config."},"via":{"enum":["ssh","local"],"default":"ssh","description":"`local` is the control VM itself, without ssh."},"hotlimit":{"type":"integer","minimum":0,"maximum":100000,"description":"Hot slots of this host; the `hotlimit` of the file if unset."},"tags":{"type":"array","items":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)","pattern":"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"},"maxItems":64,"description":"Words by which the `hosts` of a type can name it, as `@tag`."},"drain":{"type":"string","title":"a text of 1 to 1000 characters without control characters","pattern":"^[^\\p{Cc}\\p{Cs}]{1,1000}$","description":"Keeps new launches away, and says why; for good, where `muster drain` is for a while."},"kind":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)","pattern":"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$","description":"What sort of host it is: picks the list of commands of a pilot."},"jump":{"type":"string","title":"a chain of hosts such as \"gw\" or \"ops@gw1:2222,gw2\" (nearest first), or \"none\"","pattern":"^([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(,([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?){0,7}$","description":"Through which hosts it is reached, as ProxyJump of ssh; `none`: straight there."}}},"description":"The hosts."},"pipes":{"type":"array","description":"What is to run.","items":{"type":"object","additionalProperties":false,"required":["pipe","types"],"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"pipe":{"type":"string","title":"a name of 1 to 64 printable characters (no \"/\", no space at either end, no \"-\" in front)","pattern":"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$","description":"Its name."},"description":{"type":"string","maxLength":1000,"description":"For people."},"types":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["name","count","hot","on"],"dependentRequired":{"pilot":["run"]},"if":{"required":["pilot"]},"else":{"required":["submitter","key"],"properties":{"submitter":{"type":"string","title":"a file name (no path, no \"-\" or \".\" in front)","pattern":"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$","description":"The script that starts one instance and returns; needed, unless there is a `pilot`."},"key":{"type":"string","title":"a text of 1 to 1000 characters without line breaks and other control characters","pattern":"^[^\\p{Cc}\\p{Cs}]{1,1000}$","description":"Text looked for in the command line of a process; needed with `submitter`. Unset with a `pilot`, it is the mark that every pilot has."}}},"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"name":{"type":"string","title":"a name of 1 to 64 printable characters (no \"/\", no space at either end, no \"-\" in front)","pattern":"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$","description":"Its name, once in the pipe: `pipe0/bundler` is the component."},"description":{"type":"string","maxLength":1000,"description":"For people."},"count":{"type":"integer","minimum":0,"maximum":100000,"description":"How many instances are wanted."},"on":{"type":"boolean","description":"`false`: start none; what runs goes on, unless `surplus` is \"stop\"."},"submitter":{"type":"string","title":"a file name (no path, no \"-\" or \".\" in front)","pattern":"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$","description":"The script that starts one instance and returns; needed, unless there is a `pilot`."},"key":{"type":"string","title":"a text of 1 to 1000 characters without line breaks and other control characters","pattern":"^[^\\p{Cc}\\p{Cs}]{1,1000}$","description":"Text looked for in the command line of a process; needed with `submitter`. Unset with a `pilot`, it is the mark that every pilot has."},"hot":{"type":["boolean","integer"],"minimum":0,"maximum":100000,"description":"How many hot slots of a host one instance takes; `true` is 1, `false` is 0."},"args":{"type":"array","items":{"type":"string","title":"a text of at most 4096 characters without NUL","pattern":"^[^\\u0000\\p{Cs}]{0,4096}$"},"maxItems":256,"description":"Arguments of the submitter."},"env":{"type":"object","additionalProperties":false,"maxProperties":257,"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."}},"propertyNames":{"type":"string","title":"a name of letters, digits and \"_\" that begins with neither a digit nor MUSTER_, and that no shell takes for itself (as BASH_ENV, PS4, RANDOM, UID)"},"patternProperties":{"^(?!MUSTER_|BASH_|(_|BASHOPTS|BASHPID|DIRSTACK|ENV|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|PS4|RANDOM|SECONDS|SHELLOPTS|SRANDOM|TMOUT|UID)$)[A-Za-z_][A-Za-z0-9_]{0,127}$":{"type":"string","title":"a text of at most 4096 characters without NUL","pattern":"^[^\\u0000\\p{Cs}]{0,4096}$"}},"description":"Environment of the submitter. Names beginning with `MUSTER_` are muster's own."},"priority":{"type":"integer","minimum":-1000000,"maximum":1000000,"default":0,"description":"Higher is placed first; then the order of the file."},"hosts":{"type":["string","array"],"title":"a host name, a range, or \"@tag\" (\"!\" in front excludes)","pattern":"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$","maxLength":4096,"format":"host-selector","items":{"type":"string","title":"a host name, a range, or \"@tag\" (\"!\" in front excludes)","pattern":"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$","maxLength":4096,"format":"host-selector"},"minItems":1,"description":"The hosts it may be started on: all that are named (all there are, if none is), less those with `!`."},"maxPerHost":{"type":"integer","minimum":1,"maximum":100000,"description":"Instances of it that one host may hold; no limit if unset."},"pool":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)","pattern":"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$","description":"The limit of `pools` it shares."},"placement":{"enum":["spread","fill"],"description":"As the `placement` of the file, which holds if unset."},"lifetime":{"enum":["long","short"],"default":"long","description":"`short`: meant to end by itself, so that ending soon is no failure."},"lostAfter":{"type":"string","title":"a duration such as \"90s\" or \"15m\", or \"never\"","pattern":"^(never|[0-9]{1,8}(ms|s|m|h|d))$","description":"As `safety.lostAfter`, which holds if unset; `never` for what must not run twice."},"surplus":{"enum":["keep","stop"],"default":"keep","description":"`stop`: instances beyond `count`, or of a type that is off, are stopped, the youngest on the fullest host first."},"pilot":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)","pattern":"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$","description":"The entry of `pilots` that brings it up, in place of a `submitter`."},"run":{"type":"string","title":"a line of 1 to 4096 characters without control characters","pattern":"^[^\\p{Cc}\\p{Cs}]{1,4096}$","description":"The line that is the component, in its sandbox; with `pilot`."},"environment":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)","pattern":"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$","description":"The entry of `environments` it runs in; with `pilot`."},"requires":{"type":"object","additionalProperties":false,"description":"What a host must have for it; one that has not is left out for a while; with `pilot`.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"commands":{"type":"array","items":{"type":"string","title":"the name of a program, or its absolute path","pattern":"^\\/?[A-Za-z0-9_][A-Za-z0-9_.+\\/\\-]{0,254}$"},"maxItems":64,"description":"Programs."},"paths":{"type":"array","items":{"type":"string","title":"an absolute path","pattern":"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$"},"maxItems":64,"description":"Files and folders."},"disk":{"type":"string","title":"a size such as \"500M\" or \"20G\" (units K, M, G, T)","pattern":"^[1-9][0-9]{0,5}[KMGT]$","description":"Free where sandboxes are."},"memory":{"type":"string","title":"a size such as \"500M\" or \"20G\" (units K, M, G, T)","pattern":"^[1-9][0-9]{0,5}[KMGT]$","description":"Free memory."},"cores":{"type":"integer","minimum":1,"maximum":100000,"description":"Processors."}}},"stage":{"type":"array","maxItems":256,"description":"Files it finds when it starts; with `pilot`.","items":{"type":"object","additionalProperties":false,"required":["source","target"],"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"source":{"type":"string","title":"a path below a scope (\"client://\", \"host://\", \"pipe://\", \"pilot://\"), an absolute path, or an address that begins with \"https://\"","pattern":"^((client|host|pipe|pilot):\\/\\/|\\/|https:\\/\\/[^\\/\\s\\p{Cc}\\p{Cs}])[^\\p{Cc}\\p{Cs}]{0,2000}$","description":"Where from."},"target":{"type":"string","title":"a path below a scope of the host (\"host://\", \"pipe://\", \"pilot://\"), or an absolute path","pattern":"^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$","description":"Where to; with \"/\" at its end, into that folder."},"action":{"enum":["transfer","copy","link","move","download","unpack"],"description":"Unset, `transfer` for what is beside `Interface.json`, `download` for an address, else `copy`. `unpack` takes an archive, and a folder as its target."},"sha256":{"type":"string","title":"a SHA-256 digest (64 hexadecimal digits in small letters)","pattern":"^[0-9a-f]{64}$","description":"What the file must have, whatever its way."}}}},"collect":{"type":"array","maxItems":256,"description":"Files that are kept when it has ended; with `pilot`.","items":{"type":"object","additionalProperties":false,"required":["source","target"],"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"source":{"type":"string","title":"a path below a scope of the host (\"host://\", \"pipe://\", \"pilot://\"), or an absolute path","pattern":"^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$","description":"Where from."},"target":{"type":"string","title":"a path below a scope of the host (\"host://\", \"pipe://\", \"pilot://\"), or an absolute path","pattern":"^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$","description":"Where to; with \"/\" at its end, into that folder."},"action":{"enum":["copy","link","move"],"default":"copy","description":"How."}}}},"preExec":{"type":"array","items":{"type":"string","title":"a line of 1 to 4096 characters without control characters","pattern":"^[^\\p{Cc}\\p{Cs}]{1,4096}$"},"maxItems":64,"description":"Lines before `run`, in the same shell; the first that fails ends the pilot; with `pilot`."},"tests":{"type":"array","items":{"type":"string","title":"a line of 1 to 4096 characters without control characters","pattern":"^[^\\p{Cc}\\p{Cs}]{1,4096}$"},"maxItems":64,"description":"Probes of the site: 0 is good, 1 a warning, 2 an error; with `pilot`."},"settings":{"type":"object","additionalProperties":false,"required":["file","values"],"description":"A file of settings that is written for it; with `pilot`.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"file":{"type":"string","title":"a path below the sandbox, such as \"conf/lta.ini\"","pattern":"^[^\\/\\p{Cc}\\p{Cs}~\\-][^\\p{Cc}\\p{Cs}]{0,499}$","description":"Where."},"format":{"enum":["env","ini","json"],"default":"env","description":"How: lines `NAME=value`, keys in one section `settings` (and one more, `muster`, with what muster knows of the launch), or one object."},"values":{"type":"object","additionalProperties":false,"maxProperties":257,"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."}},"propertyNames":{"type":"string","title":"a name of letters, digits, \"_\", \".\" and \"-\" that begins with a letter or \"_\""},"patternProperties":{"^[A-Za-z_][A-Za-z0-9_.\\-]{0,127}$":{"type":"string","title":"a text of at most 4096 characters without control characters","pattern":"^[^\\p{Cc}\\p{Cs}]{0,4096}$"}},"description":"The settings by name."}}},"tunnel":{"type":"object","additionalProperties":false,"required":["via","to"],"description":"Services that the host can reach only through another; with `pilot`.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"via":{"type":"string","title":"a host with or without a login name, such as \"ops@control.example.org\"","pattern":"^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,63}@)?[A-Za-z0-9_][A-Za-z0-9_.:\\-]{0,252}$","description":"That other host, reached by ssh from the host."},"port":{"type":"integer","minimum":1,"maximum":65535,"description":"Port of its sshd; what ssh takes if unset."},"identityFile":{"type":"string","title":"an absolute path on the host (\"~/\" is the home folder there)","pattern":"^(~\\/|\\/)[^\\p{Cc}\\p{Cs}]{1,1000}$","description":"The private key for it; what ssh takes if unset."},"hostKey":{"type":"string","title":"a public host key such as \"ssh-ed25519 AAAA…\" (type and key, as in known_hosts)","pattern":"^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9@.\\-]{1,60}) [A-Za-z0-9+\\/]{16,2000}={0,2}$","description":"Its key; if unset, it must be among the host's known ones."},"to":{"type":"object","additionalProperties":false,"maxProperties":65,"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."}},"propertyNames":{"type":"string","title":"a name of letters, digits and \"_\" that does not begin with a digit"},"patternProperties":{"^[A-Za-z_][A-Za-z0-9_]{0,62}$":{"type":"string","title":"a host and a port, such as \"10.0.0.5:5432\"","pattern":"^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\]):[1-9][0-9]{0,4}$"}},"description":"The services by name."}}},"grace":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","default":"5s","description":"When it is stopped, how long it has between TERM and KILL; with `pilot`."},"after":{"type":"array","items":{"type":"string","title":"a component such as \"pipe0/bundler\"","pattern":"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}\\/(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}$"},"maxItems":64,"description":"It is started only when these components are ready."},"ready":{"enum":["reported","running"],"description":"When it is ready: `reported` is when it has called `muster_ready`. With a `pilot` that is the default; with a `submitter` it is ready when it runs."}}},"description":"Its types."}}}},"debuglevel":{"enum":[0,1,2],"default":0,"description":"How much is logged: 2 is most."},"debugmode":{"type":"boolean","default":false,"description":"`true`: `run` does what `plan` does, and `restart` refuses."},"ssh":{"type":"object","additionalProperties":false,"description":"How hosts are reached. What is unset comes from the ssh config, then from the defaults of OpenSSH; see docs/ssh.md.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"user":{"type":"string","title":"a login name","pattern":"^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$","description":"Login name; the one muster runs as, if it is set nowhere."},"port":{"type":"integer","minimum":1,"maximum":65535,"description":"Port of the sshd; 22 if it is set nowhere."},"identityFile":{"type":["string","array"],"title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","items":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},"minItems":1,"description":"Private keys, in order; they stand for those of the ssh config."},"knownHosts":{"type":["string","array"],"title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","items":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},"minItems":1,"description":"Files of known host keys; they stand for those of the ssh config."},"hostKeys":{"enum":["strict","accept-new"],"description":"`accept-new` records the key of a host it has never met; a changed key is refused by both. `strict` if it is set nowhere."},"connectTimeout":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","description":"For connecting and logging in; 5s if it is set nowhere."},"config":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","description":"The ssh config to read; `none` for none. `~/.ssh/config` and `/etc/ssh/ssh_config`, if unset."}}},"scripts":{"type":"object","additionalProperties":false,"default":{"local":"workerscripts"},"description":"Where the submitters are; either `local` or `remote`.","not":{"anyOf":[{"required":["local","remote"]},{"properties":{"local":false,"remote":false}}]},"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"local":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","description":"A folder on the control VM, brought to the hosts as needed."},"remote":{"type":"string","title":"an absolute path","pattern":"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$","description":"A folder that is on every host already."},"probe":{"type":"string","title":"a file name (no path, no \"-\" or \".\" in front)","pattern":"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$","description":"A probe in that folder, to be used instead of muster's own."}}},"ping":{"type":"object","additionalProperties":false,"description":"How muster asks whether a host is up that does not answer on its ssh port at once. One that answers there is up.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"method":{"enum":["icmp","tcp","none"],"default":"icmp","description":"`icmp` runs the ping program; `tcp` waits for the ssh port alone; `none` takes every host for up."},"timeout":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","default":"1s","description":"How long an answer may take."}}},"timeouts":{"type":"object","additionalProperties":false,"description":"How long things may take.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"probe":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","default":"10s","description":"Counting what runs on one host."},"launch":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","default":"30s","description":"One submitter."},"settle":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d)","pattern":"^[0-9]{1,8}(ms|s|m|h|d)$","default":"2s","description":"How long after the last launch muster looks for what it started."},"stop":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","default":"10s","description":"What is stopped gets TERM, and after so long KILL."},"pass":{"type":"string","title":"a duration such as \"500ms\" or \"30s\" (above zero, at most 99h)","pattern":"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$","default":"4m","description":"The whole pass."}}},"fanout":{"type":"object","additionalProperties":false,"description":"How much is done at once.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"hosts":{"type":"integer","minimum":1,"maximum":100000,"default":64,"description":"Hosts worked on at once: of those reached directly, and of those behind each jump host."},"launchesPerPass":{"type":"integer","minimum":1,"maximum":100000,"default":100,"description":"Launches of one pass."},"launchesPerHost":{"type":"integer","minimum":1,"maximum":100000,"default":4,"description":"Launches of one pass on one host."},"perJump":{"type":"integer","minimum":1,"maximum":100000,"default":8,"description":"Connections that are being made at once through one jump host."}}},"safety":{"type":"object","additionalProperties":false,"description":"When something unknown is taken for lost.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"lostAfter":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d)","pattern":"^[0-9]{1,8}(ms|s|m|h|d)$","default":"15m","description":"How long the instances of a host that does not answer are presumed to live."},"startGrace":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d)","pattern":"^[0-9]{1,8}(ms|s|m|h|d)$","default":"2m","description":"How long a launch that is not yet seen counts as running."},"unfitFor":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d; at most 9999d)","pattern":"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$","default":"1h","description":"How long a host that did not meet what a type `requires` is not tried for it again; `muster run --retry` tries at once."},"brownout":{"type":"number","minimum":0,"maximum":1,"default":0.5,"description":"Share of the hosts above which unknown ones are taken for a fault of ours: nothing is launched."}}},"backoff":{"type":"object","additionalProperties":false,"description":"How long muster waits before it tries again what failed.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"first":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d; at most 9999d)","pattern":"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$","default":"1m","description":"After the first failure; twice as long after each further one; not at all with \"0s\"."},"cap":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d; at most 9999d)","pattern":"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$","default":"15m","description":"Never longer than that."},"minUptime":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d; at most 9999d)","pattern":"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$","default":"5m","description":"An instance that lives so long came up well; one of a long-lived type that ends sooner has failed."}}},"placement":{"enum":["spread","fill"],"default":"spread","description":"`spread`: the host with the least to do. `fill`: hosts in the order they are listed."},"pools":{"type":"object","additionalProperties":false,"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."}},"propertyNames":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)"},"patternProperties":{"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$":{"type":"integer","minimum":0,"maximum":100000}},"description":"Limits by name, each shared by every type that names it: `{\"tape\": 10}`."},"toolbox":{"type":"array","items":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},"maxItems":16,"default":[],"description":"Folders with commands of pilots, searched in this order before muster's own."},"pilots":{"type":"object","additionalProperties":false,"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."}},"propertyNames":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)"},"patternProperties":{"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$":{"type":"object","additionalProperties":false,"required":["default"],"description":"A pilot: the commands that bring a component up, in order. Beside `default` it may have lists for hosts of a `kind`, each under its name.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"default":{"type":"array","items":{"type":"string","title":"the name of a command: small letters and digits in words joined by single \"-\"","pattern":"^(?!(base|muster)(-|$))[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,30}){0,5}$"},"minItems":1,"maxItems":64,"description":"The commands on hosts of no kind, or of one without a list."}},"propertyNames":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)"},"patternProperties":{"^(?!default$)[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$":{"type":"array","items":{"type":"string","title":"the name of a command: small letters and digits in words joined by single \"-\"","pattern":"^(?!(base|muster)(-|$))[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,30}){0,5}$"},"minItems":1,"maxItems":64}}}},"description":"How components come up on a bare host, by name; see docs/pilots.md."},"environments":{"type":"object","additionalProperties":false,"properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."}},"propertyNames":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)"},"patternProperties":{"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$":{"type":"object","additionalProperties":false,"required":["type"],"description":"An environment: what a component finds installed, made once per host for all that name it.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"type":{"enum":["none","path","venv","conda","shell"],"description":"`venv` and `conda` are built; `path` is there already; `shell` is its `setup` lines alone; `none` is nothing."},"mode":{"enum":["create","use","recreate","update","private"],"description":"`create`: use it, build it if it is not there. `use`: it must be there. `recreate`: build it anew. `update`: build it anew when its definition changed. `private`: for each instance its own. `create` if unset; with the type `path`, `use`."},"python":{"type":"string","title":"the name of a program, or its absolute path","pattern":"^\\/?[A-Za-z0-9_][A-Za-z0-9_.+\\/\\-]{0,254}$","default":"python3","description":"The Python it is built with: of a `venv` or a `conda` environment."},"path":{"type":"string","title":"an absolute path","pattern":"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$","description":"Where it is: of the type `path`."},"requirements":{"type":"array","items":{"type":"string","title":"a line of 1 to 4096 characters without control characters","pattern":"^[^\\p{Cc}\\p{Cs}]{1,4096}$"},"maxItems":256,"description":"What is installed in a `venv` or a `conda` environment: files beside `Interface.json` (wheels and archives; lists end in `.txt` or `.yml`), absolute paths of the host, or what pip and conda take, such as `requests==2.31`."},"setup":{"type":"array","items":{"type":"string","title":"a line of 1 to 4096 characters without control characters","pattern":"^[^\\p{Cc}\\p{Cs}]{1,4096}$"},"maxItems":64,"description":"Lines of a shell before anything else, such as `module load python`; the first that fails ends the pilot."}}}},"description":"What components that a pilot brings up find installed, by name."},"logs":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","default":"logs","description":"Folder for state, lock and logs."},"retention":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d)","pattern":"^[0-9]{1,8}(ms|s|m|h|d)$","default":"14d","description":"How long logs are kept."},"namespace":{"type":"string","title":"a word of letters, digits, \"_\", \".\" and \"-\" (at most 63, not beginning with a sign)","pattern":"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$","default":"default","description":"Two coordinators with different namespaces can share hosts."},"monitor":{"type":"object","additionalProperties":false,"description":"What passes leave behind to be looked at, and whom they tell; see docs/monitoring.md.","properties":{"//":{"type":"string","title":"a text","description":"A comment; muster does not read it."},"page":{"type":"string","title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","default":"logs/index.html","description":"A web page, written anew by every pass; `none` for none. Unset, it is in the folder for logs."},"textfile":{"type":"string","title":"a path that ends in \".prom\" (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{0,4089}[^\\/\\p{Cc}\\p{Cs}]\\.prom$","description":"Metrics for Prometheus, in a folder that node_exporter's textfile collector reads."},"healthcheck":{"type":"string","title":"an address that begins with \"https://\" or \"http://\"","pattern":"^https?:\\/\\/[^\\s\\/?#\\p{Cc}\\p{Cs}][^\\s#\\p{Cc}\\p{Cs}]{0,1999}$","description":"Told of the begin and the end of each pass, in the manner of healthchecks.io."},"notify":{"type":["string","array"],"title":"a path (\"~/\" is the home folder)","pattern":"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$","items":{"type":"string","title":"a text of at most 4096 characters without NUL","pattern":"^[^\\u0000\\p{Cs}]{0,4096}$"},"minItems":1,"description":"A program, or a list of one and its arguments: it gets each new problem, its end, and a daily reminder, as JSON on stdin."},"stale":{"type":"string","title":"a duration such as \"90s\" or \"15m\" (units ms, s, m, h, d; at most 9999d)","pattern":"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$","description":"After so long without a pass, page and metrics say that passes stopped coming. Unset, it is learnt from how often they come."}}}}};
const func1 = Object.prototype.hasOwnProperty;
const func2 = require("ajv/dist/runtime/ucs2length").default;
const pattern4 = new RegExp("^\\s*[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*\\s*$", "u");
const pattern6 = new RegExp("^[A-Za-z0-9_:][A-Za-z0-9_.:%\\-]{0,252}$", "u");
const pattern7 = new RegExp("^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$", "u");
const pattern8 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$", "u");
const pattern9 = new RegExp("^[^\\p{Cc}\\p{Cs}]{1,1000}$", "u");
const pattern11 = new RegExp("^([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(,([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?){0,7}$", "u");
const pattern12 = new RegExp("^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$", "u");
const pattern13 = new RegExp("^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$", "u");
const pattern18 = new RegExp("^[^\\u0000\\p{Cs}]{0,4096}$", "u");
const pattern19 = new RegExp("^(?!MUSTER_|BASH_|(_|BASHOPTS|BASHPID|DIRSTACK|ENV|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|PS4|RANDOM|SECONDS|SHELLOPTS|SRANDOM|TMOUT|UID)$)[A-Za-z_][A-Za-z0-9_]{0,127}$", "u");
const pattern22 = new RegExp("^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$", "u");
const pattern25 = new RegExp("^(never|[0-9]{1,8}(ms|s|m|h|d))$", "u");
const pattern27 = new RegExp("^[^\\p{Cc}\\p{Cs}]{1,4096}$", "u");
const pattern29 = new RegExp("^\\/?[A-Za-z0-9_][A-Za-z0-9_.+\\/\\-]{0,254}$", "u");
const pattern30 = new RegExp("^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$", "u");
const pattern31 = new RegExp("^[1-9][0-9]{0,5}[KMGT]$", "u");
const pattern33 = new RegExp("^((client|host|pipe|pilot):\\/\\/|\\/|https:\\/\\/[^\\/\\s\\p{Cc}\\p{Cs}])[^\\p{Cc}\\p{Cs}]{0,2000}$", "u");
const pattern34 = new RegExp("^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$", "u");
const pattern35 = new RegExp("^[0-9a-f]{64}$", "u");
const pattern40 = new RegExp("^[^\\/\\p{Cc}\\p{Cs}~\\-][^\\p{Cc}\\p{Cs}]{0,499}$", "u");
const pattern41 = new RegExp("^[A-Za-z_][A-Za-z0-9_.\\-]{0,127}$", "u");
const pattern43 = new RegExp("^[^\\p{Cc}\\p{Cs}]{0,4096}$", "u");
const pattern44 = new RegExp("^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,63}@)?[A-Za-z0-9_][A-Za-z0-9_.:\\-]{0,252}$", "u");
const pattern45 = new RegExp("^(~\\/|\\/)[^\\p{Cc}\\p{Cs}]{1,1000}$", "u");
const pattern46 = new RegExp("^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9@.\\-]{1,60}) [A-Za-z0-9+\\/]{16,2000}={0,2}$", "u");
const pattern47 = new RegExp("^[A-Za-z_][A-Za-z0-9_]{0,62}$", "u");
const pattern49 = new RegExp("^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\]):[1-9][0-9]{0,4}$", "u");
const pattern50 = new RegExp("^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$", "u");
const pattern51 = new RegExp("^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}\\/(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}$", "u");
const pattern53 = new RegExp("^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$", "u");
const pattern65 = new RegExp("^[0-9]{1,8}(ms|s|m|h|d)$", "u");
const pattern70 = new RegExp("^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$", "u");
const pattern79 = new RegExp("^(?!default$)[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$", "u");
const pattern80 = new RegExp("^(?!(base|muster)(-|$))[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,30}){0,5}$", "u");
const pattern93 = new RegExp("^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{0,4089}[^\\/\\p{Cc}\\p{Cs}]\\.prom$", "u");
const pattern94 = new RegExp("^https?:\\/\\/[^\\s\\/?#\\p{Cc}\\p{Cs}][^\\s#\\p{Cc}\\p{Cs}]{0,1999}$", "u");

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
let data15 = data4.kind;
if(typeof data15 === "string"){
if(!pattern8.test(data15)){
const err35 = {instancePath:instancePath+"/available/" + i0+"/kind",schemaPath:"#/properties/available/items/properties/kind/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$",parentSchema:schema31.properties.available.items.properties.kind,data:data15};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/available/" + i0+"/kind",schemaPath:"#/properties/available/items/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.available.items.properties.kind.type,parentSchema:schema31.properties.available.items.properties.kind,data:data15};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data4.jump !== undefined){
let data16 = data4.jump;
if(typeof data16 === "string"){
if(!pattern11.test(data16)){
const err37 = {instancePath:instancePath+"/available/" + i0+"/jump",schemaPath:"#/properties/available/items/properties/jump/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(,([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?){0,7}$"},message:"must match pattern \""+"^([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(,([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?){0,7}$"+"\"",schema:"^([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?(,([A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}@)?([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?){0,7}$",parentSchema:schema31.properties.available.items.properties.jump,data:data16};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/available/" + i0+"/jump",schemaPath:"#/properties/available/items/properties/jump/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.available.items.properties.jump.type,parentSchema:schema31.properties.available.items.properties.jump,data:data16};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
}
}
else {
const err39 = {instancePath:instancePath+"/available",schemaPath:"#/properties/available/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.available.type,parentSchema:schema31.properties.available,data:data3};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
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
const err40 = {instancePath:instancePath+"/pipes/" + i2,schemaPath:"#/properties/pipes/items/required",keyword:"required",params:{missingProperty: "pipe"},message:"must have required property '"+"pipe"+"'",schema:schema31.properties.pipes.items.required,parentSchema:schema31.properties.pipes.items,data:data18};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data18.types === undefined){
const err41 = {instancePath:instancePath+"/pipes/" + i2,schemaPath:"#/properties/pipes/items/required",keyword:"required",params:{missingProperty: "types"},message:"must have required property '"+"types"+"'",schema:schema31.properties.pipes.items.required,parentSchema:schema31.properties.pipes.items,data:data18};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key2 in data18){
if(!((((key2 === "//") || (key2 === "pipe")) || (key2 === "description")) || (key2 === "types"))){
const err42 = {instancePath:instancePath+"/pipes/" + i2,schemaPath:"#/properties/pipes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items,data:data18};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data18["//"] !== undefined){
let data19 = data18["//"];
if(typeof data19 !== "string"){
const err43 = {instancePath:instancePath+"/pipes/" + i2+"/~1~1",schemaPath:"#/properties/pipes/items/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties["//"],data:data19};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data18.pipe !== undefined){
let data20 = data18.pipe;
if(typeof data20 === "string"){
if(!pattern12.test(data20)){
const err44 = {instancePath:instancePath+"/pipes/" + i2+"/pipe",schemaPath:"#/properties/pipes/items/properties/pipe/pattern",keyword:"pattern",params:{pattern: "^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$"},message:"must match pattern \""+"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$"+"\"",schema:"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$",parentSchema:schema31.properties.pipes.items.properties.pipe,data:data20};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/pipes/" + i2+"/pipe",schemaPath:"#/properties/pipes/items/properties/pipe/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.pipe.type,parentSchema:schema31.properties.pipes.items.properties.pipe,data:data20};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data18.description !== undefined){
let data21 = data18.description;
if(typeof data21 === "string"){
if(func2(data21) > 1000){
const err46 = {instancePath:instancePath+"/pipes/" + i2+"/description",schemaPath:"#/properties/pipes/items/properties/description/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters",schema:1000,parentSchema:schema31.properties.pipes.items.properties.description,data:data21};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/pipes/" + i2+"/description",schemaPath:"#/properties/pipes/items/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.description.type,parentSchema:schema31.properties.pipes.items.properties.description,data:data21};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
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
const _errs51 = errors;
let valid11 = true;
const _errs52 = errors;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
let missing0;
if((data23.pilot === undefined) && (missing0 = "pilot")){
const err48 = {};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
var _valid0 = _errs52 === errors;
errors = _errs51;
if(vErrors !== null){
if(_errs51){
vErrors.length = _errs51;
}
else {
vErrors = null;
}
}
if(!_valid0){
const _errs53 = errors;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.submitter === undefined){
const err49 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/else/required",keyword:"required",params:{missingProperty: "submitter"},message:"must have required property '"+"submitter"+"'",schema:schema31.properties.pipes.items.properties.types.items.else.required,parentSchema:schema31.properties.pipes.items.properties.types.items.else,data:data23};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data23.key === undefined){
const err50 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/else/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'",schema:schema31.properties.pipes.items.properties.types.items.else.required,parentSchema:schema31.properties.pipes.items.properties.types.items.else,data:data23};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data23.submitter !== undefined){
let data24 = data23.submitter;
if(typeof data24 === "string"){
if(!pattern13.test(data24)){
const err51 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/submitter",schemaPath:"#/properties/pipes/items/properties/types/items/else/properties/submitter/pattern",keyword:"pattern",params:{pattern: "^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$"},message:"must match pattern \""+"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$"+"\"",schema:"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$",parentSchema:schema31.properties.pipes.items.properties.types.items.else.properties.submitter,data:data24};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
else {
const err52 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/submitter",schemaPath:"#/properties/pipes/items/properties/types/items/else/properties/submitter/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.else.properties.submitter.type,parentSchema:schema31.properties.pipes.items.properties.types.items.else.properties.submitter,data:data24};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data23.key !== undefined){
let data25 = data23.key;
if(typeof data25 === "string"){
if(!pattern9.test(data25)){
const err53 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/key",schemaPath:"#/properties/pipes/items/properties/types/items/else/properties/key/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}]{1,1000}$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}]{1,1000}$"+"\"",schema:"^[^\\p{Cc}\\p{Cs}]{1,1000}$",parentSchema:schema31.properties.pipes.items.properties.types.items.else.properties.key,data:data25};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/key",schemaPath:"#/properties/pipes/items/properties/types/items/else/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.else.properties.key.type,parentSchema:schema31.properties.pipes.items.properties.types.items.else.properties.key,data:data25};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
var _valid0 = _errs53 === errors;
valid11 = _valid0;
if(valid11){
var props0 = {};
props0.submitter = true;
props0.key = true;
}
}
if(!valid11){
const err55 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/if",keyword:"if",params:{failingKeyword: "else"},message:"must match \"else\" schema",schema:schema31.properties.pipes.items.properties.types.items.if,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.name === undefined){
const err56 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema31.properties.pipes.items.properties.types.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data23.count === undefined){
const err57 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema31.properties.pipes.items.properties.types.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data23.hot === undefined){
const err58 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/required",keyword:"required",params:{missingProperty: "hot"},message:"must have required property '"+"hot"+"'",schema:schema31.properties.pipes.items.properties.types.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data23.on === undefined){
const err59 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/required",keyword:"required",params:{missingProperty: "on"},message:"must have required property '"+"on"+"'",schema:schema31.properties.pipes.items.properties.types.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
for(const key3 in data23){
if(!(func1.call(schema31.properties.pipes.items.properties.types.items.properties, key3))){
const err60 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data23["//"] !== undefined){
let data26 = data23["//"];
if(typeof data26 !== "string"){
const err61 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/~1~1",schemaPath:"#/properties/pipes/items/properties/types/items/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties["//"],data:data26};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data23.name !== undefined){
let data27 = data23.name;
if(typeof data27 === "string"){
if(!pattern12.test(data27)){
const err62 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/name",schemaPath:"#/properties/pipes/items/properties/types/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$"},message:"must match pattern \""+"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$"+"\"",schema:"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}(?<! )$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.name,data:data27};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/name",schemaPath:"#/properties/pipes/items/properties/types/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.name.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.name,data:data27};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data23.description !== undefined){
let data28 = data23.description;
if(typeof data28 === "string"){
if(func2(data28) > 1000){
const err64 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/description",schemaPath:"#/properties/pipes/items/properties/types/items/properties/description/maxLength",keyword:"maxLength",params:{limit: 1000},message:"must NOT have more than 1000 characters",schema:1000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.description,data:data28};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/description",schemaPath:"#/properties/pipes/items/properties/types/items/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.description.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.description,data:data28};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data23.count !== undefined){
let data29 = data23.count;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
const err66 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/count",schemaPath:"#/properties/pipes/items/properties/types/items/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.pipes.items.properties.types.items.properties.count.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.count,data:data29};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 > 100000 || isNaN(data29)){
const err67 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/count",schemaPath:"#/properties/pipes/items/properties/types/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.count,data:data29};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data29 < 0 || isNaN(data29)){
const err68 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/count",schemaPath:"#/properties/pipes/items/properties/types/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.count,data:data29};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
if(data23.on !== undefined){
let data30 = data23.on;
if(typeof data30 !== "boolean"){
const err69 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/on",schemaPath:"#/properties/pipes/items/properties/types/items/properties/on/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema31.properties.pipes.items.properties.types.items.properties.on.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.on,data:data30};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data23.submitter !== undefined){
let data31 = data23.submitter;
if(typeof data31 === "string"){
if(!pattern13.test(data31)){
const err70 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/submitter",schemaPath:"#/properties/pipes/items/properties/types/items/properties/submitter/pattern",keyword:"pattern",params:{pattern: "^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$"},message:"must match pattern \""+"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$"+"\"",schema:"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.submitter,data:data31};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
else {
const err71 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/submitter",schemaPath:"#/properties/pipes/items/properties/types/items/properties/submitter/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.submitter.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.submitter,data:data31};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data23.key !== undefined){
let data32 = data23.key;
if(typeof data32 === "string"){
if(!pattern9.test(data32)){
const err72 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/key",schemaPath:"#/properties/pipes/items/properties/types/items/properties/key/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}]{1,1000}$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}]{1,1000}$"+"\"",schema:"^[^\\p{Cc}\\p{Cs}]{1,1000}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.key,data:data32};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
else {
const err73 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/key",schemaPath:"#/properties/pipes/items/properties/types/items/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.key.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.key,data:data32};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data23.hot !== undefined){
let data33 = data23.hot;
if((typeof data33 !== "boolean") && (!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33))))){
const err74 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hot",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hot/type",keyword:"type",params:{type: schema31.properties.pipes.items.properties.types.items.properties.hot.type},message:"must be boolean,integer",schema:schema31.properties.pipes.items.properties.types.items.properties.hot.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hot,data:data33};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 > 100000 || isNaN(data33)){
const err75 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hot",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hot/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hot,data:data33};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(data33 < 0 || isNaN(data33)){
const err76 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hot",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hot/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hot,data:data33};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
}
if(data23.args !== undefined){
let data34 = data23.args;
if(Array.isArray(data34)){
if(data34.length > 256){
const err77 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/args",schemaPath:"#/properties/pipes/items/properties/types/items/properties/args/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items",schema:256,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.args,data:data34};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
const len4 = data34.length;
for(let i4=0; i4<len4; i4++){
let data35 = data34[i4];
if(typeof data35 === "string"){
if(!pattern18.test(data35)){
const err78 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/args/" + i4,schemaPath:"#/properties/pipes/items/properties/types/items/properties/args/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000\\p{Cs}]{0,4096}$"},message:"must match pattern \""+"^[^\\u0000\\p{Cs}]{0,4096}$"+"\"",schema:"^[^\\u0000\\p{Cs}]{0,4096}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.args.items,data:data35};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
else {
const err79 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/args/" + i4,schemaPath:"#/properties/pipes/items/properties/types/items/properties/args/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.args.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.args.items,data:data35};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
}
else {
const err80 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/args",schemaPath:"#/properties/pipes/items/properties/types/items/properties/args/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.items.properties.types.items.properties.args.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.args,data:data34};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data23.env !== undefined){
let data36 = data23.env;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(Object.keys(data36).length > 257){
const err81 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/maxProperties",keyword:"maxProperties",params:{limit: 257},message:"must NOT have more than 257 properties",schema:257,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env,data:data36};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
for(const key4 in data36){
const _errs81 = errors;
if(typeof key4 !== "string"){
const err82 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.env.propertyNames.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
var valid16 = _errs81 === errors;
if(!valid16){
const err83 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/propertyNames",keyword:"propertyNames",params:{propertyName: key4},message:"property name must be valid",schema:schema31.properties.pipes.items.properties.types.items.properties.env.propertyNames,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env,data:data36};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
for(const key5 in data36){
if(!((key5 === "//") || (pattern19.test(key5)))){
const err84 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env,data:data36};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data36["//"] !== undefined){
let data37 = data36["//"];
if(typeof data37 !== "string"){
const err85 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env/~1~1",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.env.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env.properties["//"],data:data37};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
for(const key6 in data36){
if(pattern19.test(key6)){
let data38 = data36[key6];
if(typeof data38 === "string"){
if(!pattern18.test(data38)){
const err86 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/patternProperties/%5E(%3F!MUSTER_%7CBASH_%7C(_%7CBASHOPTS%7CBASHPID%7CDIRSTACK%7CENV%7CEPOCHREALTIME%7CEPOCHSECONDS%7CEUID%7CFUNCNAME%7CGROUPS%7CHISTCMD%7CLINENO%7COPTIND%7CPIPESTATUS%7CPPID%7CPS4%7CRANDOM%7CSECONDS%7CSHELLOPTS%7CSRANDOM%7CTMOUT%7CUID)%24)%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000\\p{Cs}]{0,4096}$"},message:"must match pattern \""+"^[^\\u0000\\p{Cs}]{0,4096}$"+"\"",schema:"^[^\\u0000\\p{Cs}]{0,4096}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env.patternProperties["^(?!MUSTER_|BASH_|(_|BASHOPTS|BASHPID|DIRSTACK|ENV|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|PS4|RANDOM|SECONDS|SHELLOPTS|SRANDOM|TMOUT|UID)$)[A-Za-z_][A-Za-z0-9_]{0,127}$"],data:data38};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/patternProperties/%5E(%3F!MUSTER_%7CBASH_%7C(_%7CBASHOPTS%7CBASHPID%7CDIRSTACK%7CENV%7CEPOCHREALTIME%7CEPOCHSECONDS%7CEUID%7CFUNCNAME%7CGROUPS%7CHISTCMD%7CLINENO%7COPTIND%7CPIPESTATUS%7CPPID%7CPS4%7CRANDOM%7CSECONDS%7CSHELLOPTS%7CSRANDOM%7CTMOUT%7CUID)%24)%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C127%7D%24/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.env.patternProperties["^(?!MUSTER_|BASH_|(_|BASHOPTS|BASHPID|DIRSTACK|ENV|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|PS4|RANDOM|SECONDS|SHELLOPTS|SRANDOM|TMOUT|UID)$)[A-Za-z_][A-Za-z0-9_]{0,127}$"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env.patternProperties["^(?!MUSTER_|BASH_|(_|BASHOPTS|BASHPID|DIRSTACK|ENV|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO|OPTIND|PIPESTATUS|PPID|PS4|RANDOM|SECONDS|SHELLOPTS|SRANDOM|TMOUT|UID)$)[A-Za-z_][A-Za-z0-9_]{0,127}$"],data:data38};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
}
else {
const err88 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/env",schemaPath:"#/properties/pipes/items/properties/types/items/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.properties.types.items.properties.env.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.env,data:data36};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data23.priority !== undefined){
let data39 = data23.priority;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
const err89 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/priority",schemaPath:"#/properties/pipes/items/properties/types/items/properties/priority/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.pipes.items.properties.types.items.properties.priority.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.priority,data:data39};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 1000000 || isNaN(data39)){
const err90 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/priority",schemaPath:"#/properties/pipes/items/properties/types/items/properties/priority/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.priority,data:data39};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(data39 < -1000000 || isNaN(data39)){
const err91 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/priority",schemaPath:"#/properties/pipes/items/properties/types/items/properties/priority/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000},message:"must be >= -1000000",schema:-1000000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.priority,data:data39};
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
if(data23.hosts !== undefined){
let data40 = data23.hosts;
if((typeof data40 !== "string") && (!(Array.isArray(data40)))){
const err92 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/type",keyword:"type",params:{type: schema31.properties.pipes.items.properties.types.items.properties.hosts.type},message:"must be string,array",schema:schema31.properties.pipes.items.properties.types.items.properties.hosts.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts,data:data40};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(typeof data40 === "string"){
if(func2(data40) > 4096){
const err93 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts,data:data40};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
if(!pattern22.test(data40)){
const err94 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/pattern",keyword:"pattern",params:{pattern: "^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$"},message:"must match pattern \""+"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$"+"\"",schema:"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts,data:data40};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(Array.isArray(data40)){
if(data40.length < 1){
const err95 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts",schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts,data:data40};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
const len5 = data40.length;
for(let i5=0; i5<len5; i5++){
let data41 = data40[i5];
if(typeof data41 === "string"){
if(func2(data41) > 4096){
const err96 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts/" + i5,schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/items/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts.items,data:data41};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(!pattern22.test(data41)){
const err97 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts/" + i5,schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/items/pattern",keyword:"pattern",params:{pattern: "^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$"},message:"must match pattern \""+"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$"+"\"",schema:"^\\s*!?(@[A-Za-z0-9_][A-Za-z0-9_.\\-]*|[A-Za-z0-9_\\[][A-Za-z0-9_.,\\/\\[\\]\\-]*)\\s*$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts.items,data:data41};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
else {
const err98 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/hosts/" + i5,schemaPath:"#/properties/pipes/items/properties/types/items/properties/hosts/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.hosts.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.hosts.items,data:data41};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
}
if(data23.maxPerHost !== undefined){
let data42 = data23.maxPerHost;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
const err99 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/maxPerHost",schemaPath:"#/properties/pipes/items/properties/types/items/properties/maxPerHost/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.pipes.items.properties.types.items.properties.maxPerHost.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.maxPerHost,data:data42};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 100000 || isNaN(data42)){
const err100 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/maxPerHost",schemaPath:"#/properties/pipes/items/properties/types/items/properties/maxPerHost/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.maxPerHost,data:data42};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
if(data42 < 1 || isNaN(data42)){
const err101 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/maxPerHost",schemaPath:"#/properties/pipes/items/properties/types/items/properties/maxPerHost/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.maxPerHost,data:data42};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
}
if(data23.pool !== undefined){
let data43 = data23.pool;
if(typeof data43 === "string"){
if(!pattern8.test(data43)){
const err102 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/pool",schemaPath:"#/properties/pipes/items/properties/types/items/properties/pool/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.pool,data:data43};
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
const err103 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/pool",schemaPath:"#/properties/pipes/items/properties/types/items/properties/pool/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.pool.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.pool,data:data43};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data23.placement !== undefined){
let data44 = data23.placement;
if(!((data44 === "spread") || (data44 === "fill"))){
const err104 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/placement",schemaPath:"#/properties/pipes/items/properties/types/items/properties/placement/enum",keyword:"enum",params:{allowedValues: schema31.properties.pipes.items.properties.types.items.properties.placement.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.pipes.items.properties.types.items.properties.placement.enum,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.placement,data:data44};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data23.lifetime !== undefined){
let data45 = data23.lifetime;
if(!((data45 === "long") || (data45 === "short"))){
const err105 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/lifetime",schemaPath:"#/properties/pipes/items/properties/types/items/properties/lifetime/enum",keyword:"enum",params:{allowedValues: schema31.properties.pipes.items.properties.types.items.properties.lifetime.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.pipes.items.properties.types.items.properties.lifetime.enum,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.lifetime,data:data45};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data23.lostAfter !== undefined){
let data46 = data23.lostAfter;
if(typeof data46 === "string"){
if(!pattern25.test(data46)){
const err106 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/lostAfter",schemaPath:"#/properties/pipes/items/properties/types/items/properties/lostAfter/pattern",keyword:"pattern",params:{pattern: "^(never|[0-9]{1,8}(ms|s|m|h|d))$"},message:"must match pattern \""+"^(never|[0-9]{1,8}(ms|s|m|h|d))$"+"\"",schema:"^(never|[0-9]{1,8}(ms|s|m|h|d))$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.lostAfter,data:data46};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
else {
const err107 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/lostAfter",schemaPath:"#/properties/pipes/items/properties/types/items/properties/lostAfter/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.lostAfter.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.lostAfter,data:data46};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data23.surplus !== undefined){
let data47 = data23.surplus;
if(!((data47 === "keep") || (data47 === "stop"))){
const err108 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/surplus",schemaPath:"#/properties/pipes/items/properties/types/items/properties/surplus/enum",keyword:"enum",params:{allowedValues: schema31.properties.pipes.items.properties.types.items.properties.surplus.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.pipes.items.properties.types.items.properties.surplus.enum,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.surplus,data:data47};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data23.pilot !== undefined){
let data48 = data23.pilot;
if(typeof data48 === "string"){
if(!pattern8.test(data48)){
const err109 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/pilot",schemaPath:"#/properties/pipes/items/properties/types/items/properties/pilot/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.pilot,data:data48};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
else {
const err110 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/pilot",schemaPath:"#/properties/pipes/items/properties/types/items/properties/pilot/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.pilot.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.pilot,data:data48};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data23.run !== undefined){
let data49 = data23.run;
if(typeof data49 === "string"){
if(!pattern27.test(data49)){
const err111 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/run",schemaPath:"#/properties/pipes/items/properties/types/items/properties/run/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.run,data:data49};
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
const err112 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/run",schemaPath:"#/properties/pipes/items/properties/types/items/properties/run/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.run.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.run,data:data49};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data23.environment !== undefined){
let data50 = data23.environment;
if(typeof data50 === "string"){
if(!pattern8.test(data50)){
const err113 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/environment",schemaPath:"#/properties/pipes/items/properties/types/items/properties/environment/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.environment,data:data50};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
else {
const err114 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/environment",schemaPath:"#/properties/pipes/items/properties/types/items/properties/environment/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.environment.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.environment,data:data50};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data23.requires !== undefined){
let data51 = data23.requires;
if(data51 && typeof data51 == "object" && !Array.isArray(data51)){
for(const key7 in data51){
if(!((((((key7 === "//") || (key7 === "commands")) || (key7 === "paths")) || (key7 === "disk")) || (key7 === "memory")) || (key7 === "cores"))){
const err115 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires,data:data51};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
if(data51["//"] !== undefined){
let data52 = data51["//"];
if(typeof data52 !== "string"){
const err116 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/~1~1",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties["//"],data:data52};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data51.commands !== undefined){
let data53 = data51.commands;
if(Array.isArray(data53)){
if(data53.length > 64){
const err117 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/commands",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/commands/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.commands,data:data53};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
const len6 = data53.length;
for(let i6=0; i6<len6; i6++){
let data54 = data53[i6];
if(typeof data54 === "string"){
if(!pattern29.test(data54)){
const err118 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/commands/" + i6,schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/commands/items/pattern",keyword:"pattern",params:{pattern: "^\\/?[A-Za-z0-9_][A-Za-z0-9_.+\\/\\-]{0,254}$"},message:"must match pattern \""+"^\\/?[A-Za-z0-9_][A-Za-z0-9_.+\\/\\-]{0,254}$"+"\"",schema:"^\\/?[A-Za-z0-9_][A-Za-z0-9_.+\\/\\-]{0,254}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.commands.items,data:data54};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
else {
const err119 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/commands/" + i6,schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/commands/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.commands.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.commands.items,data:data54};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
}
else {
const err120 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/commands",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/commands/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.commands.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.commands,data:data53};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
if(data51.paths !== undefined){
let data55 = data51.paths;
if(Array.isArray(data55)){
if(data55.length > 64){
const err121 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/paths",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/paths/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.paths,data:data55};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
const len7 = data55.length;
for(let i7=0; i7<len7; i7++){
let data56 = data55[i7];
if(typeof data56 === "string"){
if(!pattern30.test(data56)){
const err122 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/paths/" + i7,schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/paths/items/pattern",keyword:"pattern",params:{pattern: "^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$"},message:"must match pattern \""+"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$"+"\"",schema:"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.paths.items,data:data56};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
else {
const err123 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/paths/" + i7,schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/paths/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.paths.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.paths.items,data:data56};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
}
else {
const err124 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/paths",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/paths/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.paths.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.paths,data:data55};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data51.disk !== undefined){
let data57 = data51.disk;
if(typeof data57 === "string"){
if(!pattern31.test(data57)){
const err125 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/disk",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/disk/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,5}[KMGT]$"},message:"must match pattern \""+"^[1-9][0-9]{0,5}[KMGT]$"+"\"",schema:"^[1-9][0-9]{0,5}[KMGT]$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.disk,data:data57};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
else {
const err126 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/disk",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/disk/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.disk.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.disk,data:data57};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data51.memory !== undefined){
let data58 = data51.memory;
if(typeof data58 === "string"){
if(!pattern31.test(data58)){
const err127 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/memory",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/memory/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]{0,5}[KMGT]$"},message:"must match pattern \""+"^[1-9][0-9]{0,5}[KMGT]$"+"\"",schema:"^[1-9][0-9]{0,5}[KMGT]$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.memory,data:data58};
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
const err128 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/memory",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/memory/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.memory.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.memory,data:data58};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data51.cores !== undefined){
let data59 = data51.cores;
if(!(((typeof data59 == "number") && (!(data59 % 1) && !isNaN(data59))) && (isFinite(data59)))){
const err129 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/cores",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/cores/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.cores.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.cores,data:data59};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if((typeof data59 == "number") && (isFinite(data59))){
if(data59 > 100000 || isNaN(data59)){
const err130 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/cores",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/cores/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.cores,data:data59};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
if(data59 < 1 || isNaN(data59)){
const err131 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires/cores",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/properties/cores/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires.properties.cores,data:data59};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
}
}
else {
const err132 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/requires",schemaPath:"#/properties/pipes/items/properties/types/items/properties/requires/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.properties.types.items.properties.requires.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.requires,data:data51};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data23.stage !== undefined){
let data60 = data23.stage;
if(Array.isArray(data60)){
if(data60.length > 256){
const err133 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage",schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items",schema:256,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage,data:data60};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
const len8 = data60.length;
for(let i8=0; i8<len8; i8++){
let data61 = data60[i8];
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
if(data61.source === undefined){
const err134 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8,schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/required",keyword:"required",params:{missingProperty: "source"},message:"must have required property '"+"source"+"'",schema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items,data:data61};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
if(data61.target === undefined){
const err135 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8,schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/required",keyword:"required",params:{missingProperty: "target"},message:"must have required property '"+"target"+"'",schema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items,data:data61};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
for(const key8 in data61){
if(!(((((key8 === "//") || (key8 === "source")) || (key8 === "target")) || (key8 === "action")) || (key8 === "sha256"))){
const err136 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8,schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items,data:data61};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data61["//"] !== undefined){
let data62 = data61["//"];
if(typeof data62 !== "string"){
const err137 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8+"/~1~1",schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties["//"],data:data62};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data61.source !== undefined){
let data63 = data61.source;
if(typeof data63 === "string"){
if(!pattern33.test(data63)){
const err138 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8+"/source",schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/properties/source/pattern",keyword:"pattern",params:{pattern: "^((client|host|pipe|pilot):\\/\\/|\\/|https:\\/\\/[^\\/\\s\\p{Cc}\\p{Cs}])[^\\p{Cc}\\p{Cs}]{0,2000}$"},message:"must match pattern \""+"^((client|host|pipe|pilot):\\/\\/|\\/|https:\\/\\/[^\\/\\s\\p{Cc}\\p{Cs}])[^\\p{Cc}\\p{Cs}]{0,2000}$"+"\"",schema:"^((client|host|pipe|pilot):\\/\\/|\\/|https:\\/\\/[^\\/\\s\\p{Cc}\\p{Cs}])[^\\p{Cc}\\p{Cs}]{0,2000}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.source,data:data63};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
else {
const err139 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8+"/source",schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.source.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.source,data:data63};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data61.target !== undefined){
let data64 = data61.target;
if(typeof data64 === "string"){
if(!pattern34.test(data64)){
const err140 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8+"/target",schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/properties/target/pattern",keyword:"pattern",params:{pattern: "^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$"},message:"must match pattern \""+"^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$"+"\"",schema:"^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.target,data:data64};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
else {
const err141 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8+"/target",schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.target.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.target,data:data64};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data61.action !== undefined){
let data65 = data61.action;
if(!((((((data65 === "transfer") || (data65 === "copy")) || (data65 === "link")) || (data65 === "move")) || (data65 === "download")) || (data65 === "unpack"))){
const err142 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8+"/action",schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/properties/action/enum",keyword:"enum",params:{allowedValues: schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.action.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.action.enum,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.action,data:data65};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data61.sha256 !== undefined){
let data66 = data61.sha256;
if(typeof data66 === "string"){
if(!pattern35.test(data66)){
const err143 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8+"/sha256",schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/properties/sha256/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\"",schema:"^[0-9a-f]{64}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.sha256,data:data66};
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
const err144 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8+"/sha256",schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/properties/sha256/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.sha256.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.properties.sha256,data:data66};
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
const err145 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage/" + i8,schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.properties.types.items.properties.stage.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage.items,data:data61};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
}
else {
const err146 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/stage",schemaPath:"#/properties/pipes/items/properties/types/items/properties/stage/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.items.properties.types.items.properties.stage.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.stage,data:data60};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
if(data23.collect !== undefined){
let data67 = data23.collect;
if(Array.isArray(data67)){
if(data67.length > 256){
const err147 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect",schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items",schema:256,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect,data:data67};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
const len9 = data67.length;
for(let i9=0; i9<len9; i9++){
let data68 = data67[i9];
if(data68 && typeof data68 == "object" && !Array.isArray(data68)){
if(data68.source === undefined){
const err148 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect/" + i9,schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/items/required",keyword:"required",params:{missingProperty: "source"},message:"must have required property '"+"source"+"'",schema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect.items,data:data68};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(data68.target === undefined){
const err149 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect/" + i9,schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/items/required",keyword:"required",params:{missingProperty: "target"},message:"must have required property '"+"target"+"'",schema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.required,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect.items,data:data68};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
for(const key9 in data68){
if(!((((key9 === "//") || (key9 === "source")) || (key9 === "target")) || (key9 === "action"))){
const err150 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect/" + i9,schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect.items,data:data68};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(data68["//"] !== undefined){
let data69 = data68["//"];
if(typeof data69 !== "string"){
const err151 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect/" + i9+"/~1~1",schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/items/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.properties["//"],data:data69};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data68.source !== undefined){
let data70 = data68.source;
if(typeof data70 === "string"){
if(!pattern34.test(data70)){
const err152 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect/" + i9+"/source",schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/items/properties/source/pattern",keyword:"pattern",params:{pattern: "^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$"},message:"must match pattern \""+"^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$"+"\"",schema:"^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.properties.source,data:data70};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
else {
const err153 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect/" + i9+"/source",schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/items/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.properties.source.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.properties.source,data:data70};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
if(data68.target !== undefined){
let data71 = data68.target;
if(typeof data71 === "string"){
if(!pattern34.test(data71)){
const err154 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect/" + i9+"/target",schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/items/properties/target/pattern",keyword:"pattern",params:{pattern: "^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$"},message:"must match pattern \""+"^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$"+"\"",schema:"^((host|pipe|pilot):\\/\\/|\\/)[^\\p{Cc}\\p{Cs}]{0,2000}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.properties.target,data:data71};
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
const err155 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect/" + i9+"/target",schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/items/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.properties.target.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.properties.target,data:data71};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
if(data68.action !== undefined){
let data72 = data68.action;
if(!(((data72 === "copy") || (data72 === "link")) || (data72 === "move"))){
const err156 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect/" + i9+"/action",schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/items/properties/action/enum",keyword:"enum",params:{allowedValues: schema31.properties.pipes.items.properties.types.items.properties.collect.items.properties.action.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.properties.action.enum,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.properties.action,data:data72};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
}
else {
const err157 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect/" + i9,schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.properties.types.items.properties.collect.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect.items,data:data68};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
}
else {
const err158 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/collect",schemaPath:"#/properties/pipes/items/properties/types/items/properties/collect/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.items.properties.types.items.properties.collect.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.collect,data:data67};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
if(data23.preExec !== undefined){
let data73 = data23.preExec;
if(Array.isArray(data73)){
if(data73.length > 64){
const err159 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/preExec",schemaPath:"#/properties/pipes/items/properties/types/items/properties/preExec/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.preExec,data:data73};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
const len10 = data73.length;
for(let i10=0; i10<len10; i10++){
let data74 = data73[i10];
if(typeof data74 === "string"){
if(!pattern27.test(data74)){
const err160 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/preExec/" + i10,schemaPath:"#/properties/pipes/items/properties/types/items/properties/preExec/items/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.preExec.items,data:data74};
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
const err161 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/preExec/" + i10,schemaPath:"#/properties/pipes/items/properties/types/items/properties/preExec/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.preExec.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.preExec.items,data:data74};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
}
else {
const err162 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/preExec",schemaPath:"#/properties/pipes/items/properties/types/items/properties/preExec/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.items.properties.types.items.properties.preExec.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.preExec,data:data73};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data23.tests !== undefined){
let data75 = data23.tests;
if(Array.isArray(data75)){
if(data75.length > 64){
const err163 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tests",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tests/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tests,data:data75};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
const len11 = data75.length;
for(let i11=0; i11<len11; i11++){
let data76 = data75[i11];
if(typeof data76 === "string"){
if(!pattern27.test(data76)){
const err164 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tests/" + i11,schemaPath:"#/properties/pipes/items/properties/types/items/properties/tests/items/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tests.items,data:data76};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
else {
const err165 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tests/" + i11,schemaPath:"#/properties/pipes/items/properties/types/items/properties/tests/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.tests.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tests.items,data:data76};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
}
else {
const err166 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tests",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tests/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.items.properties.types.items.properties.tests.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tests,data:data75};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
if(data23.settings !== undefined){
let data77 = data23.settings;
if(data77 && typeof data77 == "object" && !Array.isArray(data77)){
if(data77.file === undefined){
const err167 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema31.properties.pipes.items.properties.types.items.properties.settings.required,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings,data:data77};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
if(data77.values === undefined){
const err168 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/required",keyword:"required",params:{missingProperty: "values"},message:"must have required property '"+"values"+"'",schema:schema31.properties.pipes.items.properties.types.items.properties.settings.required,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings,data:data77};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
for(const key10 in data77){
if(!((((key10 === "//") || (key10 === "file")) || (key10 === "format")) || (key10 === "values"))){
const err169 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings,data:data77};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
if(data77["//"] !== undefined){
let data78 = data77["//"];
if(typeof data78 !== "string"){
const err170 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/~1~1",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties["//"],data:data78};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
if(data77.file !== undefined){
let data79 = data77.file;
if(typeof data79 === "string"){
if(!pattern40.test(data79)){
const err171 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/file",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/file/pattern",keyword:"pattern",params:{pattern: "^[^\\/\\p{Cc}\\p{Cs}~\\-][^\\p{Cc}\\p{Cs}]{0,499}$"},message:"must match pattern \""+"^[^\\/\\p{Cc}\\p{Cs}~\\-][^\\p{Cc}\\p{Cs}]{0,499}$"+"\"",schema:"^[^\\/\\p{Cc}\\p{Cs}~\\-][^\\p{Cc}\\p{Cs}]{0,499}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.file,data:data79};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
else {
const err172 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/file",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.file.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.file,data:data79};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data77.format !== undefined){
let data80 = data77.format;
if(!(((data80 === "env") || (data80 === "ini")) || (data80 === "json"))){
const err173 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/format",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/format/enum",keyword:"enum",params:{allowedValues: schema31.properties.pipes.items.properties.types.items.properties.settings.properties.format.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.format.enum,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.format,data:data80};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
if(data77.values !== undefined){
let data81 = data77.values;
if(data81 && typeof data81 == "object" && !Array.isArray(data81)){
if(Object.keys(data81).length > 257){
const err174 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/values",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/values/maxProperties",keyword:"maxProperties",params:{limit: 257},message:"must NOT have more than 257 properties",schema:257,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values,data:data81};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
for(const key11 in data81){
const _errs172 = errors;
if(typeof key11 !== "string"){
const err175 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/values",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/values/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values.propertyNames.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values.propertyNames,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
var valid37 = _errs172 === errors;
if(!valid37){
const err176 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/values",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/values/propertyNames",keyword:"propertyNames",params:{propertyName: key11},message:"property name must be valid",schema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values.propertyNames,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values,data:data81};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
for(const key12 in data81){
if(!((key12 === "//") || (pattern41.test(key12)))){
const err177 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/values",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/values/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values,data:data81};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data81["//"] !== undefined){
let data82 = data81["//"];
if(typeof data82 !== "string"){
const err178 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/values/~1~1",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/values/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values.properties["//"],data:data82};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
for(const key13 in data81){
if(pattern41.test(key13)){
let data83 = data81[key13];
if(typeof data83 === "string"){
if(!pattern43.test(data83)){
const err179 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/values/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/values/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C127%7D%24/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}]{0,4096}$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}]{0,4096}$"+"\"",schema:"^[^\\p{Cc}\\p{Cs}]{0,4096}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values.patternProperties["^[A-Za-z_][A-Za-z0-9_.\\-]{0,127}$"],data:data83};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
else {
const err180 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/values/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/values/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C127%7D%24/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values.patternProperties["^[A-Za-z_][A-Za-z0-9_.\\-]{0,127}$"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values.patternProperties["^[A-Za-z_][A-Za-z0-9_.\\-]{0,127}$"],data:data83};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
}
}
else {
const err181 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings/values",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/properties/values/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings.properties.values,data:data81};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
}
else {
const err182 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/settings",schemaPath:"#/properties/pipes/items/properties/types/items/properties/settings/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.properties.types.items.properties.settings.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.settings,data:data77};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
if(data23.tunnel !== undefined){
let data84 = data23.tunnel;
if(data84 && typeof data84 == "object" && !Array.isArray(data84)){
if(data84.via === undefined){
const err183 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/required",keyword:"required",params:{missingProperty: "via"},message:"must have required property '"+"via"+"'",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.required,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel,data:data84};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if(data84.to === undefined){
const err184 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.required,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel,data:data84};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
for(const key14 in data84){
if(!((((((key14 === "//") || (key14 === "via")) || (key14 === "port")) || (key14 === "identityFile")) || (key14 === "hostKey")) || (key14 === "to"))){
const err185 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel,data:data84};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
if(data84["//"] !== undefined){
let data85 = data84["//"];
if(typeof data85 !== "string"){
const err186 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/~1~1",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties["//"],data:data85};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data84.via !== undefined){
let data86 = data84.via;
if(typeof data86 === "string"){
if(!pattern44.test(data86)){
const err187 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/via",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/via/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,63}@)?[A-Za-z0-9_][A-Za-z0-9_.:\\-]{0,252}$"},message:"must match pattern \""+"^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,63}@)?[A-Za-z0-9_][A-Za-z0-9_.:\\-]{0,252}$"+"\"",schema:"^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,63}@)?[A-Za-z0-9_][A-Za-z0-9_.:\\-]{0,252}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.via,data:data86};
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
const err188 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/via",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/via/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.via.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.via,data:data86};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
if(data84.port !== undefined){
let data87 = data84.port;
if(!(((typeof data87 == "number") && (!(data87 % 1) && !isNaN(data87))) && (isFinite(data87)))){
const err189 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/port",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.port.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.port,data:data87};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
if((typeof data87 == "number") && (isFinite(data87))){
if(data87 > 65535 || isNaN(data87)){
const err190 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/port",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.port,data:data87};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
if(data87 < 1 || isNaN(data87)){
const err191 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/port",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.port,data:data87};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
}
if(data84.identityFile !== undefined){
let data88 = data84.identityFile;
if(typeof data88 === "string"){
if(!pattern45.test(data88)){
const err192 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/identityFile",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/identityFile/pattern",keyword:"pattern",params:{pattern: "^(~\\/|\\/)[^\\p{Cc}\\p{Cs}]{1,1000}$"},message:"must match pattern \""+"^(~\\/|\\/)[^\\p{Cc}\\p{Cs}]{1,1000}$"+"\"",schema:"^(~\\/|\\/)[^\\p{Cc}\\p{Cs}]{1,1000}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.identityFile,data:data88};
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
const err193 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/identityFile",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/identityFile/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.identityFile.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.identityFile,data:data88};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
if(data84.hostKey !== undefined){
let data89 = data84.hostKey;
if(typeof data89 === "string"){
if(!pattern46.test(data89)){
const err194 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/hostKey",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/hostKey/pattern",keyword:"pattern",params:{pattern: "^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9@.\\-]{1,60}) [A-Za-z0-9+\\/]{16,2000}={0,2}$"},message:"must match pattern \""+"^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9@.\\-]{1,60}) [A-Za-z0-9+\\/]{16,2000}={0,2}$"+"\"",schema:"^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9@.\\-]{1,60}) [A-Za-z0-9+\\/]{16,2000}={0,2}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.hostKey,data:data89};
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
const err195 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/hostKey",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/hostKey/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.hostKey.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.hostKey,data:data89};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
if(data84.to !== undefined){
let data90 = data84.to;
if(data90 && typeof data90 == "object" && !Array.isArray(data90)){
if(Object.keys(data90).length > 65){
const err196 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/to",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/to/maxProperties",keyword:"maxProperties",params:{limit: 65},message:"must NOT have more than 65 properties",schema:65,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to,data:data90};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
for(const key15 in data90){
const _errs194 = errors;
if(typeof key15 !== "string"){
const err197 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/to",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/to/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to.propertyNames.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to.propertyNames,data:key15,propertyName:key15};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
var valid41 = _errs194 === errors;
if(!valid41){
const err198 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/to",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/to/propertyNames",keyword:"propertyNames",params:{propertyName: key15},message:"property name must be valid",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to.propertyNames,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to,data:data90};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
for(const key16 in data90){
if(!((key16 === "//") || (pattern47.test(key16)))){
const err199 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/to",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/to/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to,data:data90};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data90["//"] !== undefined){
let data91 = data90["//"];
if(typeof data91 !== "string"){
const err200 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/to/~1~1",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/to/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to.properties["//"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to.properties["//"],data:data91};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
for(const key17 in data90){
if(pattern47.test(key17)){
let data92 = data90[key17];
if(typeof data92 === "string"){
if(!pattern49.test(data92)){
const err201 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/to/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/to/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C62%7D%24/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\]):[1-9][0-9]{0,4}$"},message:"must match pattern \""+"^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\]):[1-9][0-9]{0,4}$"+"\"",schema:"^([A-Za-z0-9_][A-Za-z0-9_.\\-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\]):[1-9][0-9]{0,4}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to.patternProperties["^[A-Za-z_][A-Za-z0-9_]{0,62}$"],data:data92};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
}
else {
const err202 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/to/" + key17.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/to/patternProperties/%5E%5BA-Za-z_%5D%5BA-Za-z0-9_%5D%7B0%2C62%7D%24/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to.patternProperties["^[A-Za-z_][A-Za-z0-9_]{0,62}$"].type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to.patternProperties["^[A-Za-z_][A-Za-z0-9_]{0,62}$"],data:data92};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
}
}
else {
const err203 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel/to",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/properties/to/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.properties.to,data:data90};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
}
else {
const err204 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/tunnel",schemaPath:"#/properties/pipes/items/properties/types/items/properties/tunnel/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.properties.types.items.properties.tunnel.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.tunnel,data:data84};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
if(data23.grace !== undefined){
let data93 = data23.grace;
if(typeof data93 === "string"){
if(!pattern50.test(data93)){
const err205 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/grace",schemaPath:"#/properties/pipes/items/properties/types/items/properties/grace/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.grace,data:data93};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
else {
const err206 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/grace",schemaPath:"#/properties/pipes/items/properties/types/items/properties/grace/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.grace.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.grace,data:data93};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
if(data23.after !== undefined){
let data94 = data23.after;
if(Array.isArray(data94)){
if(data94.length > 64){
const err207 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/after",schemaPath:"#/properties/pipes/items/properties/types/items/properties/after/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.after,data:data94};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
const len12 = data94.length;
for(let i12=0; i12<len12; i12++){
let data95 = data94[i12];
if(typeof data95 === "string"){
if(!pattern51.test(data95)){
const err208 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/after/" + i12,schemaPath:"#/properties/pipes/items/properties/types/items/properties/after/items/pattern",keyword:"pattern",params:{pattern: "^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}\\/(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}$"},message:"must match pattern \""+"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}\\/(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}$"+"\"",schema:"^(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}\\/(?![ \\-])[^\\/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,64}$",parentSchema:schema31.properties.pipes.items.properties.types.items.properties.after.items,data:data95};
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
const err209 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/after/" + i12,schemaPath:"#/properties/pipes/items/properties/types/items/properties/after/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pipes.items.properties.types.items.properties.after.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.after.items,data:data95};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
}
else {
const err210 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/after",schemaPath:"#/properties/pipes/items/properties/types/items/properties/after/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.items.properties.types.items.properties.after.type,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.after,data:data94};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
if(data23.ready !== undefined){
let data96 = data23.ready;
if(!((data96 === "reported") || (data96 === "running"))){
const err211 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3+"/ready",schemaPath:"#/properties/pipes/items/properties/types/items/properties/ready/enum",keyword:"enum",params:{allowedValues: schema31.properties.pipes.items.properties.types.items.properties.ready.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.pipes.items.properties.types.items.properties.ready.enum,parentSchema:schema31.properties.pipes.items.properties.types.items.properties.ready,data:data96};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
if(data23.pilot !== undefined){
if(data23.run === undefined){
const err212 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/dependentRequired",keyword:"dependentRequired",params:{property: "pilot",
    missingProperty: "run",
    depsCount: 1,
    deps: "run"},message:"must have property run when property pilot is present",schema:schema31.properties.pipes.items.properties.types.items.dependentRequired,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
}
else {
const err213 = {instancePath:instancePath+"/pipes/" + i2+"/types/" + i3,schemaPath:"#/properties/pipes/items/properties/types/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.properties.types.items.type,parentSchema:schema31.properties.pipes.items.properties.types.items,data:data23};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
}
else {
const err214 = {instancePath:instancePath+"/pipes/" + i2+"/types",schemaPath:"#/properties/pipes/items/properties/types/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.items.properties.types.type,parentSchema:schema31.properties.pipes.items.properties.types,data:data22};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
}
else {
const err215 = {instancePath:instancePath+"/pipes/" + i2,schemaPath:"#/properties/pipes/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pipes.items.type,parentSchema:schema31.properties.pipes.items,data:data18};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
}
else {
const err216 = {instancePath:instancePath+"/pipes",schemaPath:"#/properties/pipes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pipes.type,parentSchema:schema31.properties.pipes,data:data17};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
}
if(data.debuglevel !== undefined){
let data97 = data.debuglevel;
if(!(((data97 === 0) || (data97 === 1)) || (data97 === 2))){
const err217 = {instancePath:instancePath+"/debuglevel",schemaPath:"#/properties/debuglevel/enum",keyword:"enum",params:{allowedValues: schema31.properties.debuglevel.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.debuglevel.enum,parentSchema:schema31.properties.debuglevel,data:data97};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
if(data.debugmode !== undefined){
let data98 = data.debugmode;
if(typeof data98 !== "boolean"){
const err218 = {instancePath:instancePath+"/debugmode",schemaPath:"#/properties/debugmode/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema31.properties.debugmode.type,parentSchema:schema31.properties.debugmode,data:data98};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(data.ssh !== undefined){
let data99 = data.ssh;
if(data99 && typeof data99 == "object" && !Array.isArray(data99)){
for(const key18 in data99){
if(!((((((((key18 === "//") || (key18 === "user")) || (key18 === "port")) || (key18 === "identityFile")) || (key18 === "knownHosts")) || (key18 === "hostKeys")) || (key18 === "connectTimeout")) || (key18 === "config"))){
const err219 = {instancePath:instancePath+"/ssh",schemaPath:"#/properties/ssh/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.ssh,data:data99};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
if(data99["//"] !== undefined){
let data100 = data99["//"];
if(typeof data100 !== "string"){
const err220 = {instancePath:instancePath+"/ssh/~1~1",schemaPath:"#/properties/ssh/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties["//"].type,parentSchema:schema31.properties.ssh.properties["//"],data:data100};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
if(data99.user !== undefined){
let data101 = data99.user;
if(typeof data101 === "string"){
if(!pattern7.test(data101)){
const err221 = {instancePath:instancePath+"/ssh/user",schemaPath:"#/properties/ssh/properties/user/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$"+"\"",schema:"^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$",parentSchema:schema31.properties.ssh.properties.user,data:data101};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
else {
const err222 = {instancePath:instancePath+"/ssh/user",schemaPath:"#/properties/ssh/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties.user.type,parentSchema:schema31.properties.ssh.properties.user,data:data101};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
if(data99.port !== undefined){
let data102 = data99.port;
if(!(((typeof data102 == "number") && (!(data102 % 1) && !isNaN(data102))) && (isFinite(data102)))){
const err223 = {instancePath:instancePath+"/ssh/port",schemaPath:"#/properties/ssh/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.ssh.properties.port.type,parentSchema:schema31.properties.ssh.properties.port,data:data102};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
if((typeof data102 == "number") && (isFinite(data102))){
if(data102 > 65535 || isNaN(data102)){
const err224 = {instancePath:instancePath+"/ssh/port",schemaPath:"#/properties/ssh/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema31.properties.ssh.properties.port,data:data102};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
if(data102 < 1 || isNaN(data102)){
const err225 = {instancePath:instancePath+"/ssh/port",schemaPath:"#/properties/ssh/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.ssh.properties.port,data:data102};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
}
if(data99.identityFile !== undefined){
let data103 = data99.identityFile;
if((typeof data103 !== "string") && (!(Array.isArray(data103)))){
const err226 = {instancePath:instancePath+"/ssh/identityFile",schemaPath:"#/properties/ssh/properties/identityFile/type",keyword:"type",params:{type: schema31.properties.ssh.properties.identityFile.type},message:"must be string,array",schema:schema31.properties.ssh.properties.identityFile.type,parentSchema:schema31.properties.ssh.properties.identityFile,data:data103};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
if(typeof data103 === "string"){
if(!pattern53.test(data103)){
const err227 = {instancePath:instancePath+"/ssh/identityFile",schemaPath:"#/properties/ssh/properties/identityFile/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.ssh.properties.identityFile,data:data103};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
if(Array.isArray(data103)){
if(data103.length < 1){
const err228 = {instancePath:instancePath+"/ssh/identityFile",schemaPath:"#/properties/ssh/properties/identityFile/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.ssh.properties.identityFile,data:data103};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
const len13 = data103.length;
for(let i13=0; i13<len13; i13++){
let data104 = data103[i13];
if(typeof data104 === "string"){
if(!pattern53.test(data104)){
const err229 = {instancePath:instancePath+"/ssh/identityFile/" + i13,schemaPath:"#/properties/ssh/properties/identityFile/items/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.ssh.properties.identityFile.items,data:data104};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
else {
const err230 = {instancePath:instancePath+"/ssh/identityFile/" + i13,schemaPath:"#/properties/ssh/properties/identityFile/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties.identityFile.items.type,parentSchema:schema31.properties.ssh.properties.identityFile.items,data:data104};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
}
}
if(data99.knownHosts !== undefined){
let data105 = data99.knownHosts;
if((typeof data105 !== "string") && (!(Array.isArray(data105)))){
const err231 = {instancePath:instancePath+"/ssh/knownHosts",schemaPath:"#/properties/ssh/properties/knownHosts/type",keyword:"type",params:{type: schema31.properties.ssh.properties.knownHosts.type},message:"must be string,array",schema:schema31.properties.ssh.properties.knownHosts.type,parentSchema:schema31.properties.ssh.properties.knownHosts,data:data105};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
if(typeof data105 === "string"){
if(!pattern53.test(data105)){
const err232 = {instancePath:instancePath+"/ssh/knownHosts",schemaPath:"#/properties/ssh/properties/knownHosts/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.ssh.properties.knownHosts,data:data105};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
if(Array.isArray(data105)){
if(data105.length < 1){
const err233 = {instancePath:instancePath+"/ssh/knownHosts",schemaPath:"#/properties/ssh/properties/knownHosts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.ssh.properties.knownHosts,data:data105};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
const len14 = data105.length;
for(let i14=0; i14<len14; i14++){
let data106 = data105[i14];
if(typeof data106 === "string"){
if(!pattern53.test(data106)){
const err234 = {instancePath:instancePath+"/ssh/knownHosts/" + i14,schemaPath:"#/properties/ssh/properties/knownHosts/items/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.ssh.properties.knownHosts.items,data:data106};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
else {
const err235 = {instancePath:instancePath+"/ssh/knownHosts/" + i14,schemaPath:"#/properties/ssh/properties/knownHosts/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties.knownHosts.items.type,parentSchema:schema31.properties.ssh.properties.knownHosts.items,data:data106};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
}
}
if(data99.hostKeys !== undefined){
let data107 = data99.hostKeys;
if(!((data107 === "strict") || (data107 === "accept-new"))){
const err236 = {instancePath:instancePath+"/ssh/hostKeys",schemaPath:"#/properties/ssh/properties/hostKeys/enum",keyword:"enum",params:{allowedValues: schema31.properties.ssh.properties.hostKeys.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.ssh.properties.hostKeys.enum,parentSchema:schema31.properties.ssh.properties.hostKeys,data:data107};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
if(data99.connectTimeout !== undefined){
let data108 = data99.connectTimeout;
if(typeof data108 === "string"){
if(!pattern50.test(data108)){
const err237 = {instancePath:instancePath+"/ssh/connectTimeout",schemaPath:"#/properties/ssh/properties/connectTimeout/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.ssh.properties.connectTimeout,data:data108};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
else {
const err238 = {instancePath:instancePath+"/ssh/connectTimeout",schemaPath:"#/properties/ssh/properties/connectTimeout/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties.connectTimeout.type,parentSchema:schema31.properties.ssh.properties.connectTimeout,data:data108};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
if(data99.config !== undefined){
let data109 = data99.config;
if(typeof data109 === "string"){
if(!pattern53.test(data109)){
const err239 = {instancePath:instancePath+"/ssh/config",schemaPath:"#/properties/ssh/properties/config/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.ssh.properties.config,data:data109};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
else {
const err240 = {instancePath:instancePath+"/ssh/config",schemaPath:"#/properties/ssh/properties/config/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ssh.properties.config.type,parentSchema:schema31.properties.ssh.properties.config,data:data109};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
}
else {
const err241 = {instancePath:instancePath+"/ssh",schemaPath:"#/properties/ssh/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.ssh.type,parentSchema:schema31.properties.ssh,data:data99};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
if(data.scripts !== undefined){
let data110 = data.scripts;
const _errs235 = errors;
const _errs236 = errors;
const _errs237 = errors;
let valid52 = false;
const _errs238 = errors;
if(data110 && typeof data110 == "object" && !Array.isArray(data110)){
let missing2;
if(((data110.local === undefined) && (missing2 = "local")) || ((data110.remote === undefined) && (missing2 = "remote"))){
const err242 = {};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
var _valid1 = _errs238 === errors;
valid52 = valid52 || _valid1;
const _errs239 = errors;
if(data110 && typeof data110 == "object" && !Array.isArray(data110)){
if(data110.local !== undefined){
var valid53 = false;
const err243 = {};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
else {
var valid53 = true;
}
if(valid53){
if(data110.remote !== undefined){
var valid53 = false;
const err244 = {};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
else {
var valid53 = true;
}
}
}
var _valid1 = _errs239 === errors;
valid52 = valid52 || _valid1;
if(_valid1){
var props1 = {};
props1.local = true;
props1.remote = true;
}
if(!valid52){
const err245 = {};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
else {
errors = _errs237;
if(vErrors !== null){
if(_errs237){
vErrors.length = _errs237;
}
else {
vErrors = null;
}
}
}
var valid51 = _errs236 === errors;
if(valid51){
const err246 = {instancePath:instancePath+"/scripts",schemaPath:"#/properties/scripts/not",keyword:"not",params:{},message:"must NOT be valid",schema:schema31.properties.scripts.not,parentSchema:schema31.properties.scripts,data:data110};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
else {
errors = _errs235;
if(vErrors !== null){
if(_errs235){
vErrors.length = _errs235;
}
else {
vErrors = null;
}
}
}
if(data110 && typeof data110 == "object" && !Array.isArray(data110)){
for(const key19 in data110){
if(!((((key19 === "//") || (key19 === "local")) || (key19 === "remote")) || (key19 === "probe"))){
const err247 = {instancePath:instancePath+"/scripts",schemaPath:"#/properties/scripts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.scripts,data:data110};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
if(data110["//"] !== undefined){
let data113 = data110["//"];
if(typeof data113 !== "string"){
const err248 = {instancePath:instancePath+"/scripts/~1~1",schemaPath:"#/properties/scripts/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.scripts.properties["//"].type,parentSchema:schema31.properties.scripts.properties["//"],data:data113};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
if(data110.local !== undefined){
let data114 = data110.local;
if(typeof data114 === "string"){
if(!pattern53.test(data114)){
const err249 = {instancePath:instancePath+"/scripts/local",schemaPath:"#/properties/scripts/properties/local/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.scripts.properties.local,data:data114};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
else {
const err250 = {instancePath:instancePath+"/scripts/local",schemaPath:"#/properties/scripts/properties/local/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.scripts.properties.local.type,parentSchema:schema31.properties.scripts.properties.local,data:data114};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
if(data110.remote !== undefined){
let data115 = data110.remote;
if(typeof data115 === "string"){
if(!pattern30.test(data115)){
const err251 = {instancePath:instancePath+"/scripts/remote",schemaPath:"#/properties/scripts/properties/remote/pattern",keyword:"pattern",params:{pattern: "^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$"},message:"must match pattern \""+"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$"+"\"",schema:"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$",parentSchema:schema31.properties.scripts.properties.remote,data:data115};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
else {
const err252 = {instancePath:instancePath+"/scripts/remote",schemaPath:"#/properties/scripts/properties/remote/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.scripts.properties.remote.type,parentSchema:schema31.properties.scripts.properties.remote,data:data115};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
if(data110.probe !== undefined){
let data116 = data110.probe;
if(typeof data116 === "string"){
if(!pattern13.test(data116)){
const err253 = {instancePath:instancePath+"/scripts/probe",schemaPath:"#/properties/scripts/properties/probe/pattern",keyword:"pattern",params:{pattern: "^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$"},message:"must match pattern \""+"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$"+"\"",schema:"^\\s*[^\\s.\\/\\p{Cc}\\p{Cs}\\-]([^\\/\\p{Cc}\\p{Cs}]{0,198}[^\\s\\/\\p{Cc}\\p{Cs}])?\\s*$",parentSchema:schema31.properties.scripts.properties.probe,data:data116};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
}
else {
const err254 = {instancePath:instancePath+"/scripts/probe",schemaPath:"#/properties/scripts/properties/probe/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.scripts.properties.probe.type,parentSchema:schema31.properties.scripts.properties.probe,data:data116};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
}
else {
const err255 = {instancePath:instancePath+"/scripts",schemaPath:"#/properties/scripts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.scripts.type,parentSchema:schema31.properties.scripts,data:data110};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
if(data.ping !== undefined){
let data117 = data.ping;
if(data117 && typeof data117 == "object" && !Array.isArray(data117)){
for(const key20 in data117){
if(!(((key20 === "//") || (key20 === "method")) || (key20 === "timeout"))){
const err256 = {instancePath:instancePath+"/ping",schemaPath:"#/properties/ping/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.ping,data:data117};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
}
if(data117["//"] !== undefined){
let data118 = data117["//"];
if(typeof data118 !== "string"){
const err257 = {instancePath:instancePath+"/ping/~1~1",schemaPath:"#/properties/ping/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ping.properties["//"].type,parentSchema:schema31.properties.ping.properties["//"],data:data118};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
if(data117.method !== undefined){
let data119 = data117.method;
if(!(((data119 === "icmp") || (data119 === "tcp")) || (data119 === "none"))){
const err258 = {instancePath:instancePath+"/ping/method",schemaPath:"#/properties/ping/properties/method/enum",keyword:"enum",params:{allowedValues: schema31.properties.ping.properties.method.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.ping.properties.method.enum,parentSchema:schema31.properties.ping.properties.method,data:data119};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
}
if(data117.timeout !== undefined){
let data120 = data117.timeout;
if(typeof data120 === "string"){
if(!pattern50.test(data120)){
const err259 = {instancePath:instancePath+"/ping/timeout",schemaPath:"#/properties/ping/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.ping.properties.timeout,data:data120};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
}
else {
const err260 = {instancePath:instancePath+"/ping/timeout",schemaPath:"#/properties/ping/properties/timeout/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.ping.properties.timeout.type,parentSchema:schema31.properties.ping.properties.timeout,data:data120};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
}
}
else {
const err261 = {instancePath:instancePath+"/ping",schemaPath:"#/properties/ping/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.ping.type,parentSchema:schema31.properties.ping,data:data117};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
if(data.timeouts !== undefined){
let data121 = data.timeouts;
if(data121 && typeof data121 == "object" && !Array.isArray(data121)){
for(const key21 in data121){
if(!((((((key21 === "//") || (key21 === "probe")) || (key21 === "launch")) || (key21 === "settle")) || (key21 === "stop")) || (key21 === "pass"))){
const err262 = {instancePath:instancePath+"/timeouts",schemaPath:"#/properties/timeouts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.timeouts,data:data121};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
}
if(data121["//"] !== undefined){
let data122 = data121["//"];
if(typeof data122 !== "string"){
const err263 = {instancePath:instancePath+"/timeouts/~1~1",schemaPath:"#/properties/timeouts/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties["//"].type,parentSchema:schema31.properties.timeouts.properties["//"],data:data122};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
}
if(data121.probe !== undefined){
let data123 = data121.probe;
if(typeof data123 === "string"){
if(!pattern50.test(data123)){
const err264 = {instancePath:instancePath+"/timeouts/probe",schemaPath:"#/properties/timeouts/properties/probe/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.timeouts.properties.probe,data:data123};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
}
else {
const err265 = {instancePath:instancePath+"/timeouts/probe",schemaPath:"#/properties/timeouts/properties/probe/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties.probe.type,parentSchema:schema31.properties.timeouts.properties.probe,data:data123};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
}
if(data121.launch !== undefined){
let data124 = data121.launch;
if(typeof data124 === "string"){
if(!pattern50.test(data124)){
const err266 = {instancePath:instancePath+"/timeouts/launch",schemaPath:"#/properties/timeouts/properties/launch/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.timeouts.properties.launch,data:data124};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
}
else {
const err267 = {instancePath:instancePath+"/timeouts/launch",schemaPath:"#/properties/timeouts/properties/launch/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties.launch.type,parentSchema:schema31.properties.timeouts.properties.launch,data:data124};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
}
if(data121.settle !== undefined){
let data125 = data121.settle;
if(typeof data125 === "string"){
if(!pattern65.test(data125)){
const err268 = {instancePath:instancePath+"/timeouts/settle",schemaPath:"#/properties/timeouts/properties/settle/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,8}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[0-9]{1,8}(ms|s|m|h|d)$"+"\"",schema:"^[0-9]{1,8}(ms|s|m|h|d)$",parentSchema:schema31.properties.timeouts.properties.settle,data:data125};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
else {
const err269 = {instancePath:instancePath+"/timeouts/settle",schemaPath:"#/properties/timeouts/properties/settle/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties.settle.type,parentSchema:schema31.properties.timeouts.properties.settle,data:data125};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
if(data121.stop !== undefined){
let data126 = data121.stop;
if(typeof data126 === "string"){
if(!pattern50.test(data126)){
const err270 = {instancePath:instancePath+"/timeouts/stop",schemaPath:"#/properties/timeouts/properties/stop/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.timeouts.properties.stop,data:data126};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
}
else {
const err271 = {instancePath:instancePath+"/timeouts/stop",schemaPath:"#/properties/timeouts/properties/stop/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties.stop.type,parentSchema:schema31.properties.timeouts.properties.stop,data:data126};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
}
if(data121.pass !== undefined){
let data127 = data121.pass;
if(typeof data127 === "string"){
if(!pattern50.test(data127)){
const err272 = {instancePath:instancePath+"/timeouts/pass",schemaPath:"#/properties/timeouts/properties/pass/pattern",keyword:"pattern",params:{pattern: "^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"},message:"must match pattern \""+"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$"+"\"",schema:"^(?!0+[a-z])([0-9]{1,6}(ms|s)|[0-9]{1,4}m|[0-9]{1,2}h)$",parentSchema:schema31.properties.timeouts.properties.pass,data:data127};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
else {
const err273 = {instancePath:instancePath+"/timeouts/pass",schemaPath:"#/properties/timeouts/properties/pass/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.timeouts.properties.pass.type,parentSchema:schema31.properties.timeouts.properties.pass,data:data127};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
}
else {
const err274 = {instancePath:instancePath+"/timeouts",schemaPath:"#/properties/timeouts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.timeouts.type,parentSchema:schema31.properties.timeouts,data:data121};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
}
if(data.fanout !== undefined){
let data128 = data.fanout;
if(data128 && typeof data128 == "object" && !Array.isArray(data128)){
for(const key22 in data128){
if(!(((((key22 === "//") || (key22 === "hosts")) || (key22 === "launchesPerPass")) || (key22 === "launchesPerHost")) || (key22 === "perJump"))){
const err275 = {instancePath:instancePath+"/fanout",schemaPath:"#/properties/fanout/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.fanout,data:data128};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
}
if(data128["//"] !== undefined){
let data129 = data128["//"];
if(typeof data129 !== "string"){
const err276 = {instancePath:instancePath+"/fanout/~1~1",schemaPath:"#/properties/fanout/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.fanout.properties["//"].type,parentSchema:schema31.properties.fanout.properties["//"],data:data129};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
}
if(data128.hosts !== undefined){
let data130 = data128.hosts;
if(!(((typeof data130 == "number") && (!(data130 % 1) && !isNaN(data130))) && (isFinite(data130)))){
const err277 = {instancePath:instancePath+"/fanout/hosts",schemaPath:"#/properties/fanout/properties/hosts/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.fanout.properties.hosts.type,parentSchema:schema31.properties.fanout.properties.hosts,data:data130};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
if((typeof data130 == "number") && (isFinite(data130))){
if(data130 > 100000 || isNaN(data130)){
const err278 = {instancePath:instancePath+"/fanout/hosts",schemaPath:"#/properties/fanout/properties/hosts/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.fanout.properties.hosts,data:data130};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
if(data130 < 1 || isNaN(data130)){
const err279 = {instancePath:instancePath+"/fanout/hosts",schemaPath:"#/properties/fanout/properties/hosts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.fanout.properties.hosts,data:data130};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
}
}
if(data128.launchesPerPass !== undefined){
let data131 = data128.launchesPerPass;
if(!(((typeof data131 == "number") && (!(data131 % 1) && !isNaN(data131))) && (isFinite(data131)))){
const err280 = {instancePath:instancePath+"/fanout/launchesPerPass",schemaPath:"#/properties/fanout/properties/launchesPerPass/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.fanout.properties.launchesPerPass.type,parentSchema:schema31.properties.fanout.properties.launchesPerPass,data:data131};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
if((typeof data131 == "number") && (isFinite(data131))){
if(data131 > 100000 || isNaN(data131)){
const err281 = {instancePath:instancePath+"/fanout/launchesPerPass",schemaPath:"#/properties/fanout/properties/launchesPerPass/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.fanout.properties.launchesPerPass,data:data131};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
if(data131 < 1 || isNaN(data131)){
const err282 = {instancePath:instancePath+"/fanout/launchesPerPass",schemaPath:"#/properties/fanout/properties/launchesPerPass/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.fanout.properties.launchesPerPass,data:data131};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
}
}
if(data128.launchesPerHost !== undefined){
let data132 = data128.launchesPerHost;
if(!(((typeof data132 == "number") && (!(data132 % 1) && !isNaN(data132))) && (isFinite(data132)))){
const err283 = {instancePath:instancePath+"/fanout/launchesPerHost",schemaPath:"#/properties/fanout/properties/launchesPerHost/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.fanout.properties.launchesPerHost.type,parentSchema:schema31.properties.fanout.properties.launchesPerHost,data:data132};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
if((typeof data132 == "number") && (isFinite(data132))){
if(data132 > 100000 || isNaN(data132)){
const err284 = {instancePath:instancePath+"/fanout/launchesPerHost",schemaPath:"#/properties/fanout/properties/launchesPerHost/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.fanout.properties.launchesPerHost,data:data132};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
if(data132 < 1 || isNaN(data132)){
const err285 = {instancePath:instancePath+"/fanout/launchesPerHost",schemaPath:"#/properties/fanout/properties/launchesPerHost/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.fanout.properties.launchesPerHost,data:data132};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
}
}
if(data128.perJump !== undefined){
let data133 = data128.perJump;
if(!(((typeof data133 == "number") && (!(data133 % 1) && !isNaN(data133))) && (isFinite(data133)))){
const err286 = {instancePath:instancePath+"/fanout/perJump",schemaPath:"#/properties/fanout/properties/perJump/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.fanout.properties.perJump.type,parentSchema:schema31.properties.fanout.properties.perJump,data:data133};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
if((typeof data133 == "number") && (isFinite(data133))){
if(data133 > 100000 || isNaN(data133)){
const err287 = {instancePath:instancePath+"/fanout/perJump",schemaPath:"#/properties/fanout/properties/perJump/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.fanout.properties.perJump,data:data133};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
if(data133 < 1 || isNaN(data133)){
const err288 = {instancePath:instancePath+"/fanout/perJump",schemaPath:"#/properties/fanout/properties/perJump/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.fanout.properties.perJump,data:data133};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
}
}
}
else {
const err289 = {instancePath:instancePath+"/fanout",schemaPath:"#/properties/fanout/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.fanout.type,parentSchema:schema31.properties.fanout,data:data128};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
}
if(data.safety !== undefined){
let data134 = data.safety;
if(data134 && typeof data134 == "object" && !Array.isArray(data134)){
for(const key23 in data134){
if(!(((((key23 === "//") || (key23 === "lostAfter")) || (key23 === "startGrace")) || (key23 === "unfitFor")) || (key23 === "brownout"))){
const err290 = {instancePath:instancePath+"/safety",schemaPath:"#/properties/safety/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.safety,data:data134};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
}
if(data134["//"] !== undefined){
let data135 = data134["//"];
if(typeof data135 !== "string"){
const err291 = {instancePath:instancePath+"/safety/~1~1",schemaPath:"#/properties/safety/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.safety.properties["//"].type,parentSchema:schema31.properties.safety.properties["//"],data:data135};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
}
if(data134.lostAfter !== undefined){
let data136 = data134.lostAfter;
if(typeof data136 === "string"){
if(!pattern65.test(data136)){
const err292 = {instancePath:instancePath+"/safety/lostAfter",schemaPath:"#/properties/safety/properties/lostAfter/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,8}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[0-9]{1,8}(ms|s|m|h|d)$"+"\"",schema:"^[0-9]{1,8}(ms|s|m|h|d)$",parentSchema:schema31.properties.safety.properties.lostAfter,data:data136};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
}
else {
const err293 = {instancePath:instancePath+"/safety/lostAfter",schemaPath:"#/properties/safety/properties/lostAfter/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.safety.properties.lostAfter.type,parentSchema:schema31.properties.safety.properties.lostAfter,data:data136};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
}
if(data134.startGrace !== undefined){
let data137 = data134.startGrace;
if(typeof data137 === "string"){
if(!pattern65.test(data137)){
const err294 = {instancePath:instancePath+"/safety/startGrace",schemaPath:"#/properties/safety/properties/startGrace/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,8}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[0-9]{1,8}(ms|s|m|h|d)$"+"\"",schema:"^[0-9]{1,8}(ms|s|m|h|d)$",parentSchema:schema31.properties.safety.properties.startGrace,data:data137};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
else {
const err295 = {instancePath:instancePath+"/safety/startGrace",schemaPath:"#/properties/safety/properties/startGrace/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.safety.properties.startGrace.type,parentSchema:schema31.properties.safety.properties.startGrace,data:data137};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
}
if(data134.unfitFor !== undefined){
let data138 = data134.unfitFor;
if(typeof data138 === "string"){
if(!pattern70.test(data138)){
const err296 = {instancePath:instancePath+"/safety/unfitFor",schemaPath:"#/properties/safety/properties/unfitFor/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"},message:"must match pattern \""+"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"+"\"",schema:"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$",parentSchema:schema31.properties.safety.properties.unfitFor,data:data138};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
}
else {
const err297 = {instancePath:instancePath+"/safety/unfitFor",schemaPath:"#/properties/safety/properties/unfitFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.safety.properties.unfitFor.type,parentSchema:schema31.properties.safety.properties.unfitFor,data:data138};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
}
if(data134.brownout !== undefined){
let data139 = data134.brownout;
if((typeof data139 == "number") && (isFinite(data139))){
if(data139 > 1 || isNaN(data139)){
const err298 = {instancePath:instancePath+"/safety/brownout",schemaPath:"#/properties/safety/properties/brownout/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1},message:"must be <= 1",schema:1,parentSchema:schema31.properties.safety.properties.brownout,data:data139};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
if(data139 < 0 || isNaN(data139)){
const err299 = {instancePath:instancePath+"/safety/brownout",schemaPath:"#/properties/safety/properties/brownout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.safety.properties.brownout,data:data139};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
}
else {
const err300 = {instancePath:instancePath+"/safety/brownout",schemaPath:"#/properties/safety/properties/brownout/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema31.properties.safety.properties.brownout.type,parentSchema:schema31.properties.safety.properties.brownout,data:data139};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
}
}
else {
const err301 = {instancePath:instancePath+"/safety",schemaPath:"#/properties/safety/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.safety.type,parentSchema:schema31.properties.safety,data:data134};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
}
if(data.backoff !== undefined){
let data140 = data.backoff;
if(data140 && typeof data140 == "object" && !Array.isArray(data140)){
for(const key24 in data140){
if(!((((key24 === "//") || (key24 === "first")) || (key24 === "cap")) || (key24 === "minUptime"))){
const err302 = {instancePath:instancePath+"/backoff",schemaPath:"#/properties/backoff/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.backoff,data:data140};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
}
if(data140["//"] !== undefined){
let data141 = data140["//"];
if(typeof data141 !== "string"){
const err303 = {instancePath:instancePath+"/backoff/~1~1",schemaPath:"#/properties/backoff/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.backoff.properties["//"].type,parentSchema:schema31.properties.backoff.properties["//"],data:data141};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
}
if(data140.first !== undefined){
let data142 = data140.first;
if(typeof data142 === "string"){
if(!pattern70.test(data142)){
const err304 = {instancePath:instancePath+"/backoff/first",schemaPath:"#/properties/backoff/properties/first/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"},message:"must match pattern \""+"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"+"\"",schema:"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$",parentSchema:schema31.properties.backoff.properties.first,data:data142};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
}
else {
const err305 = {instancePath:instancePath+"/backoff/first",schemaPath:"#/properties/backoff/properties/first/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.backoff.properties.first.type,parentSchema:schema31.properties.backoff.properties.first,data:data142};
if(vErrors === null){
vErrors = [err305];
}
else {
vErrors.push(err305);
}
errors++;
}
}
if(data140.cap !== undefined){
let data143 = data140.cap;
if(typeof data143 === "string"){
if(!pattern70.test(data143)){
const err306 = {instancePath:instancePath+"/backoff/cap",schemaPath:"#/properties/backoff/properties/cap/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"},message:"must match pattern \""+"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"+"\"",schema:"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$",parentSchema:schema31.properties.backoff.properties.cap,data:data143};
if(vErrors === null){
vErrors = [err306];
}
else {
vErrors.push(err306);
}
errors++;
}
}
else {
const err307 = {instancePath:instancePath+"/backoff/cap",schemaPath:"#/properties/backoff/properties/cap/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.backoff.properties.cap.type,parentSchema:schema31.properties.backoff.properties.cap,data:data143};
if(vErrors === null){
vErrors = [err307];
}
else {
vErrors.push(err307);
}
errors++;
}
}
if(data140.minUptime !== undefined){
let data144 = data140.minUptime;
if(typeof data144 === "string"){
if(!pattern70.test(data144)){
const err308 = {instancePath:instancePath+"/backoff/minUptime",schemaPath:"#/properties/backoff/properties/minUptime/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"},message:"must match pattern \""+"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"+"\"",schema:"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$",parentSchema:schema31.properties.backoff.properties.minUptime,data:data144};
if(vErrors === null){
vErrors = [err308];
}
else {
vErrors.push(err308);
}
errors++;
}
}
else {
const err309 = {instancePath:instancePath+"/backoff/minUptime",schemaPath:"#/properties/backoff/properties/minUptime/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.backoff.properties.minUptime.type,parentSchema:schema31.properties.backoff.properties.minUptime,data:data144};
if(vErrors === null){
vErrors = [err309];
}
else {
vErrors.push(err309);
}
errors++;
}
}
}
else {
const err310 = {instancePath:instancePath+"/backoff",schemaPath:"#/properties/backoff/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.backoff.type,parentSchema:schema31.properties.backoff,data:data140};
if(vErrors === null){
vErrors = [err310];
}
else {
vErrors.push(err310);
}
errors++;
}
}
if(data.placement !== undefined){
let data145 = data.placement;
if(!((data145 === "spread") || (data145 === "fill"))){
const err311 = {instancePath:instancePath+"/placement",schemaPath:"#/properties/placement/enum",keyword:"enum",params:{allowedValues: schema31.properties.placement.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.placement.enum,parentSchema:schema31.properties.placement,data:data145};
if(vErrors === null){
vErrors = [err311];
}
else {
vErrors.push(err311);
}
errors++;
}
}
if(data.pools !== undefined){
let data146 = data.pools;
if(data146 && typeof data146 == "object" && !Array.isArray(data146)){
for(const key25 in data146){
const _errs312 = errors;
if(typeof key25 !== "string"){
const err312 = {instancePath:instancePath+"/pools",schemaPath:"#/properties/pools/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pools.propertyNames.type,parentSchema:schema31.properties.pools.propertyNames,data:key25,propertyName:key25};
if(vErrors === null){
vErrors = [err312];
}
else {
vErrors.push(err312);
}
errors++;
}
var valid60 = _errs312 === errors;
if(!valid60){
const err313 = {instancePath:instancePath+"/pools",schemaPath:"#/properties/pools/propertyNames",keyword:"propertyNames",params:{propertyName: key25},message:"property name must be valid",schema:schema31.properties.pools.propertyNames,parentSchema:schema31.properties.pools,data:data146};
if(vErrors === null){
vErrors = [err313];
}
else {
vErrors.push(err313);
}
errors++;
}
}
for(const key26 in data146){
if(!((key26 === "//") || (pattern8.test(key26)))){
const err314 = {instancePath:instancePath+"/pools",schemaPath:"#/properties/pools/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pools,data:data146};
if(vErrors === null){
vErrors = [err314];
}
else {
vErrors.push(err314);
}
errors++;
}
}
if(data146["//"] !== undefined){
let data147 = data146["//"];
if(typeof data147 !== "string"){
const err315 = {instancePath:instancePath+"/pools/~1~1",schemaPath:"#/properties/pools/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pools.properties["//"].type,parentSchema:schema31.properties.pools.properties["//"],data:data147};
if(vErrors === null){
vErrors = [err315];
}
else {
vErrors.push(err315);
}
errors++;
}
}
for(const key27 in data146){
if(pattern8.test(key27)){
let data148 = data146[key27];
if(!(((typeof data148 == "number") && (!(data148 % 1) && !isNaN(data148))) && (isFinite(data148)))){
const err316 = {instancePath:instancePath+"/pools/" + key27.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pools/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.pools.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].type,parentSchema:schema31.properties.pools.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data148};
if(vErrors === null){
vErrors = [err316];
}
else {
vErrors.push(err316);
}
errors++;
}
if((typeof data148 == "number") && (isFinite(data148))){
if(data148 > 100000 || isNaN(data148)){
const err317 = {instancePath:instancePath+"/pools/" + key27.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pools/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema31.properties.pools.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data148};
if(vErrors === null){
vErrors = [err317];
}
else {
vErrors.push(err317);
}
errors++;
}
if(data148 < 0 || isNaN(data148)){
const err318 = {instancePath:instancePath+"/pools/" + key27.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pools/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.pools.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data148};
if(vErrors === null){
vErrors = [err318];
}
else {
vErrors.push(err318);
}
errors++;
}
}
}
}
}
else {
const err319 = {instancePath:instancePath+"/pools",schemaPath:"#/properties/pools/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pools.type,parentSchema:schema31.properties.pools,data:data146};
if(vErrors === null){
vErrors = [err319];
}
else {
vErrors.push(err319);
}
errors++;
}
}
if(data.toolbox !== undefined){
let data149 = data.toolbox;
if(Array.isArray(data149)){
if(data149.length > 16){
const err320 = {instancePath:instancePath+"/toolbox",schemaPath:"#/properties/toolbox/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items",schema:16,parentSchema:schema31.properties.toolbox,data:data149};
if(vErrors === null){
vErrors = [err320];
}
else {
vErrors.push(err320);
}
errors++;
}
const len15 = data149.length;
for(let i15=0; i15<len15; i15++){
let data150 = data149[i15];
if(typeof data150 === "string"){
if(!pattern53.test(data150)){
const err321 = {instancePath:instancePath+"/toolbox/" + i15,schemaPath:"#/properties/toolbox/items/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.toolbox.items,data:data150};
if(vErrors === null){
vErrors = [err321];
}
else {
vErrors.push(err321);
}
errors++;
}
}
else {
const err322 = {instancePath:instancePath+"/toolbox/" + i15,schemaPath:"#/properties/toolbox/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.toolbox.items.type,parentSchema:schema31.properties.toolbox.items,data:data150};
if(vErrors === null){
vErrors = [err322];
}
else {
vErrors.push(err322);
}
errors++;
}
}
}
else {
const err323 = {instancePath:instancePath+"/toolbox",schemaPath:"#/properties/toolbox/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.toolbox.type,parentSchema:schema31.properties.toolbox,data:data149};
if(vErrors === null){
vErrors = [err323];
}
else {
vErrors.push(err323);
}
errors++;
}
}
if(data.pilots !== undefined){
let data151 = data.pilots;
if(data151 && typeof data151 == "object" && !Array.isArray(data151)){
for(const key28 in data151){
const _errs325 = errors;
if(typeof key28 !== "string"){
const err324 = {instancePath:instancePath+"/pilots",schemaPath:"#/properties/pilots/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pilots.propertyNames.type,parentSchema:schema31.properties.pilots.propertyNames,data:key28,propertyName:key28};
if(vErrors === null){
vErrors = [err324];
}
else {
vErrors.push(err324);
}
errors++;
}
var valid65 = _errs325 === errors;
if(!valid65){
const err325 = {instancePath:instancePath+"/pilots",schemaPath:"#/properties/pilots/propertyNames",keyword:"propertyNames",params:{propertyName: key28},message:"property name must be valid",schema:schema31.properties.pilots.propertyNames,parentSchema:schema31.properties.pilots,data:data151};
if(vErrors === null){
vErrors = [err325];
}
else {
vErrors.push(err325);
}
errors++;
}
}
for(const key29 in data151){
if(!((key29 === "//") || (pattern8.test(key29)))){
const err326 = {instancePath:instancePath+"/pilots",schemaPath:"#/properties/pilots/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pilots,data:data151};
if(vErrors === null){
vErrors = [err326];
}
else {
vErrors.push(err326);
}
errors++;
}
}
if(data151["//"] !== undefined){
let data152 = data151["//"];
if(typeof data152 !== "string"){
const err327 = {instancePath:instancePath+"/pilots/~1~1",schemaPath:"#/properties/pilots/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pilots.properties["//"].type,parentSchema:schema31.properties.pilots.properties["//"],data:data152};
if(vErrors === null){
vErrors = [err327];
}
else {
vErrors.push(err327);
}
errors++;
}
}
for(const key30 in data151){
if(pattern8.test(key30)){
let data153 = data151[key30];
if(data153 && typeof data153 == "object" && !Array.isArray(data153)){
if(data153.default === undefined){
const err328 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/required",keyword:"required",params:{missingProperty: "default"},message:"must have required property '"+"default"+"'",schema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].required,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data153};
if(vErrors === null){
vErrors = [err328];
}
else {
vErrors.push(err328);
}
errors++;
}
for(const key31 in data153){
const _errs332 = errors;
if(typeof key31 !== "string"){
const err329 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].propertyNames.type,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].propertyNames,data:key31,propertyName:key31};
if(vErrors === null){
vErrors = [err329];
}
else {
vErrors.push(err329);
}
errors++;
}
var valid68 = _errs332 === errors;
if(!valid68){
const err330 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/propertyNames",keyword:"propertyNames",params:{propertyName: key31},message:"property name must be valid",schema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].propertyNames,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data153};
if(vErrors === null){
vErrors = [err330];
}
else {
vErrors.push(err330);
}
errors++;
}
}
for(const key32 in data153){
if(!(((key32 === "//") || (key32 === "default")) || (pattern79.test(key32)))){
const err331 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data153};
if(vErrors === null){
vErrors = [err331];
}
else {
vErrors.push(err331);
}
errors++;
}
}
if(data153["//"] !== undefined){
let data154 = data153["//"];
if(typeof data154 !== "string"){
const err332 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/~1~1",schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties["//"].type,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties["//"],data:data154};
if(vErrors === null){
vErrors = [err332];
}
else {
vErrors.push(err332);
}
errors++;
}
}
if(data153.default !== undefined){
let data155 = data153.default;
if(Array.isArray(data155)){
if(data155.length > 64){
const err333 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/default",schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/default/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.default,data:data155};
if(vErrors === null){
vErrors = [err333];
}
else {
vErrors.push(err333);
}
errors++;
}
if(data155.length < 1){
const err334 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/default",schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/default/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.default,data:data155};
if(vErrors === null){
vErrors = [err334];
}
else {
vErrors.push(err334);
}
errors++;
}
const len16 = data155.length;
for(let i16=0; i16<len16; i16++){
let data156 = data155[i16];
if(typeof data156 === "string"){
if(!pattern80.test(data156)){
const err335 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/default/" + i16,schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/default/items/pattern",keyword:"pattern",params:{pattern: "^(?!(base|muster)(-|$))[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,30}){0,5}$"},message:"must match pattern \""+"^(?!(base|muster)(-|$))[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,30}){0,5}$"+"\"",schema:"^(?!(base|muster)(-|$))[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,30}){0,5}$",parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.default.items,data:data156};
if(vErrors === null){
vErrors = [err335];
}
else {
vErrors.push(err335);
}
errors++;
}
}
else {
const err336 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/default/" + i16,schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/default/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.default.items.type,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.default.items,data:data156};
if(vErrors === null){
vErrors = [err336];
}
else {
vErrors.push(err336);
}
errors++;
}
}
}
else {
const err337 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/default",schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/default/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.default.type,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.default,data:data155};
if(vErrors === null){
vErrors = [err337];
}
else {
vErrors.push(err337);
}
errors++;
}
}
for(const key33 in data153){
if(pattern79.test(key33)){
let data157 = data153[key33];
if(Array.isArray(data157)){
if(data157.length > 64){
const err338 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key33.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/patternProperties/%5E(%3F!default%24)%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].patternProperties["^(?!default$)[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data157};
if(vErrors === null){
vErrors = [err338];
}
else {
vErrors.push(err338);
}
errors++;
}
if(data157.length < 1){
const err339 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key33.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/patternProperties/%5E(%3F!default%24)%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].patternProperties["^(?!default$)[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data157};
if(vErrors === null){
vErrors = [err339];
}
else {
vErrors.push(err339);
}
errors++;
}
const len17 = data157.length;
for(let i17=0; i17<len17; i17++){
let data158 = data157[i17];
if(typeof data158 === "string"){
if(!pattern80.test(data158)){
const err340 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key33.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i17,schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/patternProperties/%5E(%3F!default%24)%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/items/pattern",keyword:"pattern",params:{pattern: "^(?!(base|muster)(-|$))[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,30}){0,5}$"},message:"must match pattern \""+"^(?!(base|muster)(-|$))[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,30}){0,5}$"+"\"",schema:"^(?!(base|muster)(-|$))[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,30}){0,5}$",parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].patternProperties["^(?!default$)[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].items,data:data158};
if(vErrors === null){
vErrors = [err340];
}
else {
vErrors.push(err340);
}
errors++;
}
}
else {
const err341 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key33.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i17,schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/patternProperties/%5E(%3F!default%24)%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].patternProperties["^(?!default$)[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].items.type,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].patternProperties["^(?!default$)[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].items,data:data158};
if(vErrors === null){
vErrors = [err341];
}
else {
vErrors.push(err341);
}
errors++;
}
}
}
else {
const err342 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key33.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/patternProperties/%5E(%3F!default%24)%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].patternProperties["^(?!default$)[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].type,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].patternProperties["^(?!default$)[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data157};
if(vErrors === null){
vErrors = [err342];
}
else {
vErrors.push(err342);
}
errors++;
}
}
}
}
else {
const err343 = {instancePath:instancePath+"/pilots/" + key30.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pilots/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].type,parentSchema:schema31.properties.pilots.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data153};
if(vErrors === null){
vErrors = [err343];
}
else {
vErrors.push(err343);
}
errors++;
}
}
}
}
else {
const err344 = {instancePath:instancePath+"/pilots",schemaPath:"#/properties/pilots/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.pilots.type,parentSchema:schema31.properties.pilots,data:data151};
if(vErrors === null){
vErrors = [err344];
}
else {
vErrors.push(err344);
}
errors++;
}
}
if(data.environments !== undefined){
let data159 = data.environments;
if(data159 && typeof data159 == "object" && !Array.isArray(data159)){
for(const key34 in data159){
const _errs347 = errors;
if(typeof key34 !== "string"){
const err345 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.environments.propertyNames.type,parentSchema:schema31.properties.environments.propertyNames,data:key34,propertyName:key34};
if(vErrors === null){
vErrors = [err345];
}
else {
vErrors.push(err345);
}
errors++;
}
var valid75 = _errs347 === errors;
if(!valid75){
const err346 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/propertyNames",keyword:"propertyNames",params:{propertyName: key34},message:"property name must be valid",schema:schema31.properties.environments.propertyNames,parentSchema:schema31.properties.environments,data:data159};
if(vErrors === null){
vErrors = [err346];
}
else {
vErrors.push(err346);
}
errors++;
}
}
for(const key35 in data159){
if(!((key35 === "//") || (pattern8.test(key35)))){
const err347 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key35},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.environments,data:data159};
if(vErrors === null){
vErrors = [err347];
}
else {
vErrors.push(err347);
}
errors++;
}
}
if(data159["//"] !== undefined){
let data160 = data159["//"];
if(typeof data160 !== "string"){
const err348 = {instancePath:instancePath+"/environments/~1~1",schemaPath:"#/properties/environments/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.environments.properties["//"].type,parentSchema:schema31.properties.environments.properties["//"],data:data160};
if(vErrors === null){
vErrors = [err348];
}
else {
vErrors.push(err348);
}
errors++;
}
}
for(const key36 in data159){
if(pattern8.test(key36)){
let data161 = data159[key36];
if(data161 && typeof data161 == "object" && !Array.isArray(data161)){
if(data161.type === undefined){
const err349 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].required,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data161};
if(vErrors === null){
vErrors = [err349];
}
else {
vErrors.push(err349);
}
errors++;
}
for(const key37 in data161){
if(!(((((((key37 === "//") || (key37 === "type")) || (key37 === "mode")) || (key37 === "python")) || (key37 === "path")) || (key37 === "requirements")) || (key37 === "setup"))){
const err350 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key37},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data161};
if(vErrors === null){
vErrors = [err350];
}
else {
vErrors.push(err350);
}
errors++;
}
}
if(data161["//"] !== undefined){
let data162 = data161["//"];
if(typeof data162 !== "string"){
const err351 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/~1~1",schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties["//"].type,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties["//"],data:data162};
if(vErrors === null){
vErrors = [err351];
}
else {
vErrors.push(err351);
}
errors++;
}
}
if(data161.type !== undefined){
let data163 = data161.type;
if(!(((((data163 === "none") || (data163 === "path")) || (data163 === "venv")) || (data163 === "conda")) || (data163 === "shell"))){
const err352 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/type",schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/type/enum",keyword:"enum",params:{allowedValues: schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.type.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.type.enum,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.type,data:data163};
if(vErrors === null){
vErrors = [err352];
}
else {
vErrors.push(err352);
}
errors++;
}
}
if(data161.mode !== undefined){
let data164 = data161.mode;
if(!(((((data164 === "create") || (data164 === "use")) || (data164 === "recreate")) || (data164 === "update")) || (data164 === "private"))){
const err353 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/mode",schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/mode/enum",keyword:"enum",params:{allowedValues: schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.mode.enum,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.mode,data:data164};
if(vErrors === null){
vErrors = [err353];
}
else {
vErrors.push(err353);
}
errors++;
}
}
if(data161.python !== undefined){
let data165 = data161.python;
if(typeof data165 === "string"){
if(!pattern29.test(data165)){
const err354 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/python",schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/python/pattern",keyword:"pattern",params:{pattern: "^\\/?[A-Za-z0-9_][A-Za-z0-9_.+\\/\\-]{0,254}$"},message:"must match pattern \""+"^\\/?[A-Za-z0-9_][A-Za-z0-9_.+\\/\\-]{0,254}$"+"\"",schema:"^\\/?[A-Za-z0-9_][A-Za-z0-9_.+\\/\\-]{0,254}$",parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.python,data:data165};
if(vErrors === null){
vErrors = [err354];
}
else {
vErrors.push(err354);
}
errors++;
}
}
else {
const err355 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/python",schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/python/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.python.type,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.python,data:data165};
if(vErrors === null){
vErrors = [err355];
}
else {
vErrors.push(err355);
}
errors++;
}
}
if(data161.path !== undefined){
let data166 = data161.path;
if(typeof data166 === "string"){
if(!pattern30.test(data166)){
const err356 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/path",schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/path/pattern",keyword:"pattern",params:{pattern: "^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$"},message:"must match pattern \""+"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$"+"\"",schema:"^\\/[^\\p{Cc}\\p{Cs}]{0,4095}$",parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.path,data:data166};
if(vErrors === null){
vErrors = [err356];
}
else {
vErrors.push(err356);
}
errors++;
}
}
else {
const err357 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/path",schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.path.type,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.path,data:data166};
if(vErrors === null){
vErrors = [err357];
}
else {
vErrors.push(err357);
}
errors++;
}
}
if(data161.requirements !== undefined){
let data167 = data161.requirements;
if(Array.isArray(data167)){
if(data167.length > 256){
const err358 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/requirements",schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/requirements/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items",schema:256,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.requirements,data:data167};
if(vErrors === null){
vErrors = [err358];
}
else {
vErrors.push(err358);
}
errors++;
}
const len18 = data167.length;
for(let i18=0; i18<len18; i18++){
let data168 = data167[i18];
if(typeof data168 === "string"){
if(!pattern27.test(data168)){
const err359 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/requirements/" + i18,schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/requirements/items/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.requirements.items,data:data168};
if(vErrors === null){
vErrors = [err359];
}
else {
vErrors.push(err359);
}
errors++;
}
}
else {
const err360 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/requirements/" + i18,schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/requirements/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.requirements.items.type,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.requirements.items,data:data168};
if(vErrors === null){
vErrors = [err360];
}
else {
vErrors.push(err360);
}
errors++;
}
}
}
else {
const err361 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/requirements",schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/requirements/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.requirements.type,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.requirements,data:data167};
if(vErrors === null){
vErrors = [err361];
}
else {
vErrors.push(err361);
}
errors++;
}
}
if(data161.setup !== undefined){
let data169 = data161.setup;
if(Array.isArray(data169)){
if(data169.length > 64){
const err362 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/setup",schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/setup/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items",schema:64,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.setup,data:data169};
if(vErrors === null){
vErrors = [err362];
}
else {
vErrors.push(err362);
}
errors++;
}
const len19 = data169.length;
for(let i19=0; i19<len19; i19++){
let data170 = data169[i19];
if(typeof data170 === "string"){
if(!pattern27.test(data170)){
const err363 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/setup/" + i19,schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/setup/items/pattern",keyword:"pattern",params:{pattern: "^[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.setup.items,data:data170};
if(vErrors === null){
vErrors = [err363];
}
else {
vErrors.push(err363);
}
errors++;
}
}
else {
const err364 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/setup/" + i19,schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/setup/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.setup.items.type,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.setup.items,data:data170};
if(vErrors === null){
vErrors = [err364];
}
else {
vErrors.push(err364);
}
errors++;
}
}
}
else {
const err365 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1")+"/setup",schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/properties/setup/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.setup.type,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].properties.setup,data:data169};
if(vErrors === null){
vErrors = [err365];
}
else {
vErrors.push(err365);
}
errors++;
}
}
}
else {
const err366 = {instancePath:instancePath+"/environments/" + key36.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/environments/patternProperties/%5E%5BA-Za-z0-9%5D%5BA-Za-z0-9_.%5C-%5D%7B0%2C62%7D%24/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"].type,parentSchema:schema31.properties.environments.patternProperties["^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"],data:data161};
if(vErrors === null){
vErrors = [err366];
}
else {
vErrors.push(err366);
}
errors++;
}
}
}
}
else {
const err367 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.environments.type,parentSchema:schema31.properties.environments,data:data159};
if(vErrors === null){
vErrors = [err367];
}
else {
vErrors.push(err367);
}
errors++;
}
}
if(data.logs !== undefined){
let data171 = data.logs;
if(typeof data171 === "string"){
if(!pattern53.test(data171)){
const err368 = {instancePath:instancePath+"/logs",schemaPath:"#/properties/logs/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.logs,data:data171};
if(vErrors === null){
vErrors = [err368];
}
else {
vErrors.push(err368);
}
errors++;
}
}
else {
const err369 = {instancePath:instancePath+"/logs",schemaPath:"#/properties/logs/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.logs.type,parentSchema:schema31.properties.logs,data:data171};
if(vErrors === null){
vErrors = [err369];
}
else {
vErrors.push(err369);
}
errors++;
}
}
if(data.retention !== undefined){
let data172 = data.retention;
if(typeof data172 === "string"){
if(!pattern65.test(data172)){
const err370 = {instancePath:instancePath+"/retention",schemaPath:"#/properties/retention/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,8}(ms|s|m|h|d)$"},message:"must match pattern \""+"^[0-9]{1,8}(ms|s|m|h|d)$"+"\"",schema:"^[0-9]{1,8}(ms|s|m|h|d)$",parentSchema:schema31.properties.retention,data:data172};
if(vErrors === null){
vErrors = [err370];
}
else {
vErrors.push(err370);
}
errors++;
}
}
else {
const err371 = {instancePath:instancePath+"/retention",schemaPath:"#/properties/retention/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.retention.type,parentSchema:schema31.properties.retention,data:data172};
if(vErrors === null){
vErrors = [err371];
}
else {
vErrors.push(err371);
}
errors++;
}
}
if(data.namespace !== undefined){
let data173 = data.namespace;
if(typeof data173 === "string"){
if(!pattern8.test(data173)){
const err372 = {instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,62}$",parentSchema:schema31.properties.namespace,data:data173};
if(vErrors === null){
vErrors = [err372];
}
else {
vErrors.push(err372);
}
errors++;
}
}
else {
const err373 = {instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.namespace.type,parentSchema:schema31.properties.namespace,data:data173};
if(vErrors === null){
vErrors = [err373];
}
else {
vErrors.push(err373);
}
errors++;
}
}
if(data.monitor !== undefined){
let data174 = data.monitor;
if(data174 && typeof data174 == "object" && !Array.isArray(data174)){
for(const key38 in data174){
if(!((((((key38 === "//") || (key38 === "page")) || (key38 === "textfile")) || (key38 === "healthcheck")) || (key38 === "notify")) || (key38 === "stale"))){
const err374 = {instancePath:instancePath+"/monitor",schemaPath:"#/properties/monitor/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key38},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.monitor,data:data174};
if(vErrors === null){
vErrors = [err374];
}
else {
vErrors.push(err374);
}
errors++;
}
}
if(data174["//"] !== undefined){
let data175 = data174["//"];
if(typeof data175 !== "string"){
const err375 = {instancePath:instancePath+"/monitor/~1~1",schemaPath:"#/properties/monitor/properties/~1~1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties["//"].type,parentSchema:schema31.properties.monitor.properties["//"],data:data175};
if(vErrors === null){
vErrors = [err375];
}
else {
vErrors.push(err375);
}
errors++;
}
}
if(data174.page !== undefined){
let data176 = data174.page;
if(typeof data176 === "string"){
if(!pattern53.test(data176)){
const err376 = {instancePath:instancePath+"/monitor/page",schemaPath:"#/properties/monitor/properties/page/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.monitor.properties.page,data:data176};
if(vErrors === null){
vErrors = [err376];
}
else {
vErrors.push(err376);
}
errors++;
}
}
else {
const err377 = {instancePath:instancePath+"/monitor/page",schemaPath:"#/properties/monitor/properties/page/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties.page.type,parentSchema:schema31.properties.monitor.properties.page,data:data176};
if(vErrors === null){
vErrors = [err377];
}
else {
vErrors.push(err377);
}
errors++;
}
}
if(data174.textfile !== undefined){
let data177 = data174.textfile;
if(typeof data177 === "string"){
if(!pattern93.test(data177)){
const err378 = {instancePath:instancePath+"/monitor/textfile",schemaPath:"#/properties/monitor/properties/textfile/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{0,4089}[^\\/\\p{Cc}\\p{Cs}]\\.prom$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{0,4089}[^\\/\\p{Cc}\\p{Cs}]\\.prom$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{0,4089}[^\\/\\p{Cc}\\p{Cs}]\\.prom$",parentSchema:schema31.properties.monitor.properties.textfile,data:data177};
if(vErrors === null){
vErrors = [err378];
}
else {
vErrors.push(err378);
}
errors++;
}
}
else {
const err379 = {instancePath:instancePath+"/monitor/textfile",schemaPath:"#/properties/monitor/properties/textfile/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties.textfile.type,parentSchema:schema31.properties.monitor.properties.textfile,data:data177};
if(vErrors === null){
vErrors = [err379];
}
else {
vErrors.push(err379);
}
errors++;
}
}
if(data174.healthcheck !== undefined){
let data178 = data174.healthcheck;
if(typeof data178 === "string"){
if(!pattern94.test(data178)){
const err380 = {instancePath:instancePath+"/monitor/healthcheck",schemaPath:"#/properties/monitor/properties/healthcheck/pattern",keyword:"pattern",params:{pattern: "^https?:\\/\\/[^\\s\\/?#\\p{Cc}\\p{Cs}][^\\s#\\p{Cc}\\p{Cs}]{0,1999}$"},message:"must match pattern \""+"^https?:\\/\\/[^\\s\\/?#\\p{Cc}\\p{Cs}][^\\s#\\p{Cc}\\p{Cs}]{0,1999}$"+"\"",schema:"^https?:\\/\\/[^\\s\\/?#\\p{Cc}\\p{Cs}][^\\s#\\p{Cc}\\p{Cs}]{0,1999}$",parentSchema:schema31.properties.monitor.properties.healthcheck,data:data178};
if(vErrors === null){
vErrors = [err380];
}
else {
vErrors.push(err380);
}
errors++;
}
}
else {
const err381 = {instancePath:instancePath+"/monitor/healthcheck",schemaPath:"#/properties/monitor/properties/healthcheck/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties.healthcheck.type,parentSchema:schema31.properties.monitor.properties.healthcheck,data:data178};
if(vErrors === null){
vErrors = [err381];
}
else {
vErrors.push(err381);
}
errors++;
}
}
if(data174.notify !== undefined){
let data179 = data174.notify;
if((typeof data179 !== "string") && (!(Array.isArray(data179)))){
const err382 = {instancePath:instancePath+"/monitor/notify",schemaPath:"#/properties/monitor/properties/notify/type",keyword:"type",params:{type: schema31.properties.monitor.properties.notify.type},message:"must be string,array",schema:schema31.properties.monitor.properties.notify.type,parentSchema:schema31.properties.monitor.properties.notify,data:data179};
if(vErrors === null){
vErrors = [err382];
}
else {
vErrors.push(err382);
}
errors++;
}
if(typeof data179 === "string"){
if(!pattern53.test(data179)){
const err383 = {instancePath:instancePath+"/monitor/notify",schemaPath:"#/properties/monitor/properties/notify/pattern",keyword:"pattern",params:{pattern: "^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"},message:"must match pattern \""+"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$"+"\"",schema:"^(?!~[^\\/])[^\\p{Cc}\\p{Cs}]{1,4096}$",parentSchema:schema31.properties.monitor.properties.notify,data:data179};
if(vErrors === null){
vErrors = [err383];
}
else {
vErrors.push(err383);
}
errors++;
}
}
if(Array.isArray(data179)){
if(data179.length < 1){
const err384 = {instancePath:instancePath+"/monitor/notify",schemaPath:"#/properties/monitor/properties/notify/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.monitor.properties.notify,data:data179};
if(vErrors === null){
vErrors = [err384];
}
else {
vErrors.push(err384);
}
errors++;
}
const len20 = data179.length;
for(let i20=0; i20<len20; i20++){
let data180 = data179[i20];
if(typeof data180 === "string"){
if(!pattern18.test(data180)){
const err385 = {instancePath:instancePath+"/monitor/notify/" + i20,schemaPath:"#/properties/monitor/properties/notify/items/pattern",keyword:"pattern",params:{pattern: "^[^\\u0000\\p{Cs}]{0,4096}$"},message:"must match pattern \""+"^[^\\u0000\\p{Cs}]{0,4096}$"+"\"",schema:"^[^\\u0000\\p{Cs}]{0,4096}$",parentSchema:schema31.properties.monitor.properties.notify.items,data:data180};
if(vErrors === null){
vErrors = [err385];
}
else {
vErrors.push(err385);
}
errors++;
}
}
else {
const err386 = {instancePath:instancePath+"/monitor/notify/" + i20,schemaPath:"#/properties/monitor/properties/notify/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties.notify.items.type,parentSchema:schema31.properties.monitor.properties.notify.items,data:data180};
if(vErrors === null){
vErrors = [err386];
}
else {
vErrors.push(err386);
}
errors++;
}
}
}
}
if(data174.stale !== undefined){
let data181 = data174.stale;
if(typeof data181 === "string"){
if(!pattern70.test(data181)){
const err387 = {instancePath:instancePath+"/monitor/stale",schemaPath:"#/properties/monitor/properties/stale/pattern",keyword:"pattern",params:{pattern: "^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"},message:"must match pattern \""+"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$"+"\"",schema:"^([0-9]{1,8}(ms|s)|[0-9]{1,6}m|[0-9]{1,5}h|[0-9]{1,4}d)$",parentSchema:schema31.properties.monitor.properties.stale,data:data181};
if(vErrors === null){
vErrors = [err387];
}
else {
vErrors.push(err387);
}
errors++;
}
}
else {
const err388 = {instancePath:instancePath+"/monitor/stale",schemaPath:"#/properties/monitor/properties/stale/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.monitor.properties.stale.type,parentSchema:schema31.properties.monitor.properties.stale,data:data181};
if(vErrors === null){
vErrors = [err388];
}
else {
vErrors.push(err388);
}
errors++;
}
}
}
else {
const err389 = {instancePath:instancePath+"/monitor",schemaPath:"#/properties/monitor/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.monitor.type,parentSchema:schema31.properties.monitor,data:data174};
if(vErrors === null){
vErrors = [err389];
}
else {
vErrors.push(err389);
}
errors++;
}
}
}
else {
const err390 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err390];
}
else {
vErrors.push(err390);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

