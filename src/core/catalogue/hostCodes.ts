import type { Cause, MendableCause } from './cause.ts';
import { entry } from './entry.ts';

const doctor = 'Run `muster doctor -w HOST`.';

/** Names, pings and ports. */
const connectCodes = {
  'name-unresolved': entry({
    meaning: 'No name server and no hosts file knows the name of the host.',
    remedy: 'Correct the name, or give the host an `address`.',
    example: { name: 'n-07.site' },
    text: ({ name }: { name: string }) => `the name ${name} does not resolve`,
    fix: () => 'check the name, or give the host an "address"',
  }),
  'name-lookup-timeout': entry({
    meaning: 'The name servers did not answer in time.',
    remedy: 'Look at the name servers of this machine, or give the host an `address`.',
    example: { name: 'n-07.site' },
    text: ({ name }: { name: string }) => `the name ${name} was not looked up in time`,
  }),
  'ping-unanswered': entry({
    meaning: 'The host did not answer an echo request within `ping.timeout`.',
    remedy:
      'Is the host up? Where the network drops echo requests, set `"ping": {"method": "tcp"}` in Interface.json.',
    example: { seconds: 2 },
    text: ({ seconds }: Seconds) => `no answer to the ping within ${seconds} s`,
  }),
  'port-unanswered': entry({
    meaning: 'The ssh port of the host did not answer within `ping.timeout`.',
    remedy: 'Is the host up, does its sshd run, and does a firewall let us through?',
    example: { port: 22, seconds: 2 },
    text: ({ port, seconds }: Seconds & Port) => `no answer at port ${port} within ${seconds} s`,
  }),
  'ping-program-missing': entry({
    meaning: 'The ping program cannot be run on this machine.',
    remedy: 'Install it (Debian: `apt-get install iputils-ping`), or set `"ping": {"method": "tcp"}`.',
    example: {},
    text: () => 'the ping program could not be run',
    fix: () => 'install it (Debian: apt-get install iputils-ping) or set "ping": {"method": "tcp"}',
  }),
  'ping-not-permitted': entry({
    meaning: 'This user may not send echo requests.',
    remedy: 'Allow it (`setcap cap_net_raw+ep` on the ping program), or set `"ping": {"method": "tcp"}`.',
    example: {},
    text: () => 'the ping program may not send echo requests as this user',
    fix: () => 'allow it (setcap cap_net_raw+ep on the ping program) or set "ping": {"method": "tcp"}',
  }),
  'connect-failed-unpinged': entry({
    meaning: 'The connection failed, and no ping could tell whether the host is there.',
    remedy: 'Make the ping work, or set `"ping": {"method": "tcp"}`.',
    example: {
      cause: 'ssh did not come up within 5 s',
      causeCode: 'connect-timeout',
      ping: 'the ping program could not be run',
      causeRemedy: null,
    },
    text: ({ cause, ping }: MendableCause & { ping: string }) => `${cause}; ${ping}`,
    fix: ({ causeRemedy }) => causeRemedy ?? undefined,
  }),
  'host-unreachable': entry({
    meaning: 'The network reports that it has no way to the host.',
    remedy: 'Look at the network between this machine and the host.',
    example: {},
    text: () => 'no route to the host',
  }),
  'connection-refused': entry({
    meaning: 'The host is there, and nothing listens at the port.',
    remedy: 'Start sshd on the host, or correct `port`.',
    example: { port: 22 },
    text: ({ port }: Port) => `connection refused at port ${port}`,
  }),
  'port-unreachable': entry({
    meaning: 'The port of the host could not be reached.',
    remedy: doctor,
    example: { port: 22, error: 'ETIMEDOUT' },
    text: ({ port, error }: Port & Failed) => `no connection to port ${port} (${error})`,
  }),
  'addresses-unreachable': entry({
    meaning: 'The name of the host has several addresses, and the connection to each failed in its own way.',
    remedy: doctor,
    example: { causes: ['connection refused at port 22', 'no route to the host'] },
    text: ({ causes }: { causes: readonly string[] }) => causes.join('; '),
  }),
  'bind-address-unusable': entry({
    meaning: '`BindAddress` of the ssh config is no address of this machine.',
    remedy: 'Correct `BindAddress` in the ssh config.',
    example: { address: '10.0.0.1' },
    text: ({ address }: { address: string }) =>
      `BindAddress ${address} of the ssh config is no address of this machine`,
  }),
  'connect-timeout': entry({
    meaning: 'Connecting and logging in took longer than `ssh.connectTimeout`.',
    remedy: `Look at the load of the host, or raise \`ssh.connectTimeout\`. ${doctor}`,
    example: { seconds: 5 },
    text: ({ seconds }: Seconds) => `ssh did not come up within ${seconds} s`,
  }),
} as const;

/** Between the connection and the login. */
const loginCodes = {
  'handshake-closed': entry({
    meaning: 'The host closed the connection before the key exchange.',
    remedy:
      'Raise `MaxStartups` in the sshd_config of the host, or lower `fanout.hosts`; its log says why (`journalctl -u ssh`).',
    example: {},
    text: () =>
      'ssh failed: Connection lost before handshake: its sshd has too many logins begun (MaxStartups) or shuts us out, its log tells',
  }),
  'ssh-failed': entry({
    meaning:
      'The connection failed, or one side did not keep to the ssh protocol, before muster was logged in.',
    remedy: `${doctor} The log of sshd on the host may say more (\`journalctl -u ssh\`).`,
    example: { error: 'Handshake failed: no matching key exchange algorithm' },
    text: ({ error }: Failed) => `ssh failed: ${error}`,
  }),
  'flood-before-login': entry({
    meaning: 'The host sent more before the login than any ssh server should. muster closed the connection.',
    remedy: 'Is it an ssh server that listens at that port?',
    example: { kib: 128 },
    text: ({ kib }: { kib: number }) =>
      `the host sent more than ${kib} KiB before it let us in, and is not listened to any longer`,
  }),
  'ssh-algorithms-unavailable': entry({
    meaning: 'The OpenSSL that node uses has none of the algorithms that the ssh config allows.',
    remedy: 'Allow more algorithms in the ssh config (Ciphers, MACs, KexAlgorithms).',
    example: { algorithms: ['chacha20-poly1305@openssh.com'] },
    text: ({ algorithms }: { algorithms: readonly string[] }) =>
      `the OpenSSL of this node has none of ${algorithms.join(', ')}`,
  }),
  'auth-refused': entry({
    meaning: 'The host accepted none of the keys that muster offered.',
    remedy: 'Give a key to the host: `ssh-copy-id -i KEY.pub USER@HOST`.',
    example: { user: 'ops', offered: ['/home/ops/.ssh/id_ed25519', 'the agent'], problems: [] },
    text: ({
      user,
      offered,
      problems,
    }: {
      user: string;
      offered: readonly string[];
      problems: readonly string[];
    }) =>
      `the host accepted none of our keys: ${[`user ${user} with ${offered.join(', ')}`, ...problems].join('; ')}`,
  }),
} as const;

const identityCodes = {
  'identity-missing': entry({
    meaning: 'A private key that is named does not exist.',
    remedy: 'Correct `ssh.identityFile`, or `IdentityFile` in the ssh config.',
    example: { file: '/home/ops/.ssh/id_muster' },
    text: ({ file }: File) => `the identity file ${file} does not exist`,
  }),
  'identity-unreadable': entry({
    meaning: 'A private key cannot be read.',
    remedy: 'Let this user read it.',
    example: { file: '/home/ops/.ssh/id_muster', error: 'no permission to read it' },
    text: ({ file, error }: File & Failed) => `the identity file ${file} cannot be read: ${error}`,
  }),
  'identity-open': entry({
    meaning: 'Other users can read a private key, so neither OpenSSH nor muster uses it.',
    remedy: 'Run `chmod 600 FILE`.',
    example: {
      file: '/home/ops/.ssh/id_muster',
      mode: '0644',
      command: 'chmod 600 /home/ops/.ssh/id_muster',
    },
    text: ({ file, mode, command }: File & Typed & { mode: string }) =>
      `${file} can be read by others (mode ${mode}), so OpenSSH would not use it either: \`${command}\``,
  }),
  'identity-public': entry({
    meaning: 'The file that is named as a private key is a public key.',
    remedy: 'Name the private key that belongs to it.',
    example: { file: '/home/ops/.ssh/id_muster.pub' },
    text: ({ file }: File) => `${file} is a public key; name the private key that belongs to it`,
  }),
  'identity-encrypted': entry({
    meaning: 'A private key is encrypted, and no agent has it.',
    remedy: 'Load it into an agent, or give cron a key without a passphrase.',
    example: { file: '/home/ops/.ssh/id_muster', command: 'ssh-add /home/ops/.ssh/id_muster' },
    text: ({ file, command }: File & Typed) =>
      `${file} is encrypted with a passphrase: load it into an agent with \`${command}\`, ` +
      `or use a key without passphrase for cron`,
  }),
  'identity-unsupported': entry({
    meaning: 'muster does not support keys of this type.',
    remedy: 'Use an ed25519, ecdsa or rsa key.',
    example: { file: '/home/ops/.ssh/id_muster', type: 'ssh-dss' },
    text: ({ file, type }: File & { type: string }) =>
      `${file} is a key of type ${type}, which is not supported; use an ed25519, ecdsa or rsa key`,
  }),
  'identity-pkcs8': entry({
    meaning: 'The private key has the PKCS#8 format, which muster does not read.',
    remedy: 'Run `ssh-keygen -p -f FILE`, which rewrites it.',
    example: { file: '/home/ops/.ssh/id_muster', command: 'ssh-keygen -p -f /home/ops/.ssh/id_muster' },
    text: ({ file, command }: File & Typed) =>
      `${file} is a key in PKCS#8 format; rewrite it in OpenSSH's with \`${command}\``,
  }),
  'identity-no-key': entry({
    meaning: 'The file that is named as a private key is none.',
    remedy: 'Name a key that `ssh-keygen` wrote.',
    example: { file: '/home/ops/.ssh/config' },
    text: ({ file }: File) => `${file} is not a private key that OpenSSH's ssh-keygen writes`,
  }),
  'agent-unanswered': entry({
    meaning: 'The ssh agent does not answer.',
    remedy: 'Start the agent again, or unset SSH_AUTH_SOCK.',
    example: { socket: '/run/user/1000/agent', error: 'connect ECONNREFUSED' },
    text: ({ socket, error }: { socket: string } & Failed) =>
      `the ssh agent at ${socket} does not answer: ${error}`,
  }),
  'agent-without-keys': entry({
    meaning: 'The ssh agent has no key that muster can use.',
    remedy: 'Run `ssh-add`.',
    example: { socket: '/run/user/1000/agent' },
    text: ({ socket }: { socket: string }) =>
      `the ssh agent at ${socket} holds no key it can use: \`ssh-add\` loads one`,
  }),
  'no-identity': entry({
    meaning: 'There is neither a private key nor an agent to log in with.',
    remedy: 'Make a key with `ssh-keygen -t ed25519`, and give it to the hosts with `ssh-copy-id`.',
    example: { named: false, problems: [] },
    text: ({ named, problems }: { named: boolean; problems: readonly string[] }) =>
      [
        ...problems,
        `there is nothing to authenticate with: ${named ? 'none of the identity files that are named' : 'no ~/.ssh/id_ed25519, id_ecdsa or id_rsa'} can be used, ` +
          `and no ssh agent offers keys; make a key with \`ssh-keygen -t ed25519\` and give it to the hosts with \`ssh-copy-id\``,
      ].join('; '),
  }),
} as const;

const hostKeyExample = {
  name: '[n-07.site]:2222',
  type: 'ED25519',
  fingerprint: 'SHA256:ZHg4kS7yPwnIb7vQx8YpWgGrJcZ0v5bq8u2M1cY3a1E',
};

const hostKeyCodes = {
  'host-key-unknown': entry({
    meaning: 'The key of the host is not on file, and new keys are not accepted unseen.',
    remedy: 'Compare the fingerprint with the one on the host, then run `muster trust -w HOST`.',
    example: { ...hostKeyExample, trust: 'muster trust -c /srv/muster/Interface.json -w n-07' },
    text: ({ name, type, fingerprint }: OfferedKey & Trust) =>
      `the host key of ${name} is not known; it offers the ${type} key ${fingerprint}`,
    fix: ({ trust }) =>
      `check that this is a fingerprint that \`ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub\` (or _rsa_, _ecdsa_) prints on the host itself, then: ${trust}`,
  }),
  'host-key-changed': entry({
    meaning: 'Another key is on file for the host. muster does not connect: it may be another machine.',
    remedy:
      'Find out why the key changed. If that was meant, run `muster trust -w HOST --replace HOST`; else somebody may be in between.',
    example: {
      ...hostKeyExample,
      file: '/home/ops/.ssh/known_hosts',
      line: 12,
      knownType: 'ED25519',
      trust: 'muster trust -c /srv/muster/Interface.json -w n-07 --replace n-07',
    },
    text: ({
      name,
      type,
      fingerprint,
      file,
      line,
      knownType,
    }: OfferedKey & Trust & At & { knownType: string }) =>
      `the host key of ${name} has changed: ${file} line ${line} has another ${knownType} key, the host offers the ${type} key ${fingerprint}`,
    fix: ({ trust }) =>
      'find out why (a reinstalled host, another host at this address, or someone in between), and compare this ' +
      `fingerprint with what the host itself has; if it is in order: ${trust}`,
  }),
  'host-key-revoked': entry({
    meaning: 'The key of the host is marked as revoked. muster never connects to it.',
    remedy: 'Give the host new keys: `ssh-keygen -A` there, after the old ones are removed.',
    example: { ...hostKeyExample, file: '/etc/ssh/ssh_known_hosts', line: 3 },
    text: ({ name, type, fingerprint, file, line }: OfferedKey & At) =>
      `the host key of ${name} is revoked by ${file} line ${line}: the ${type} key ${fingerprint}`,
    fix: () =>
      'give the host a new key (`ssh-keygen -A` there, after removing the old one) before it is used again',
  }),
  'host-key-short': entry({
    meaning: 'The RSA key of the host is shorter than is allowed.',
    remedy: 'Give the host a longer key, or an ed25519 key.',
    example: { bits: 1024, least: 2048 },
    text: ({ bits, least }: { bits: number; least: number }) =>
      `its RSA host key has ${bits} bits, and ${least} are the least (RequiredRSASize)`,
  }),
  'host-key-changed-in-pass': entry({
    meaning: 'Two hosts, or two connections, at one address showed different keys in one pass.',
    remedy: 'Look at what listens at that address: two machines, or somebody in between.',
    example: { name: 'n-07.site' },
    text: ({ name }: { name: string }) => `the host key of ${name} changed within this pass`,
  }),
  'host-key-file-unset': entry({
    meaning: 'The host key is not on file, and the ssh config names no file to record it in.',
    remedy: 'Set `ssh.knownHosts`, or `UserKnownHostsFile` in the ssh config.',
    example: {},
    text: () =>
      'its host key is not known, and no file is named to record it in (UserKnownHostsFile of the ssh config)',
  }),
  'host-key-unrecorded': entry({
    meaning: 'The new key of the host could not be written, so it was not accepted.',
    remedy: 'Let this user write the known_hosts file.',
    example: { file: '/home/ops/.ssh/known_hosts', error: 'EACCES: permission denied' },
    text: ({ file, error }: File & Failed) => `the host key cannot be recorded in ${file}: ${error}`,
  }),
  'known-hosts-unreadable': entry({
    meaning: 'A known_hosts file cannot be read. It may hold revoked keys, so muster does not connect.',
    remedy: 'Let this user read it.',
    example: { file: '/home/ops/.ssh/known_hosts', error: 'no permission to read it' },
    text: ({ file, error }: File & Failed) => `the known_hosts file ${file} cannot be read: ${error}`,
  }),
  'host-key-unsupported': entry({
    meaning: 'The host has no key of a kind that muster knows.',
    remedy: 'Give the host a key: `ssh-keygen -A` there.',
    example: {},
    text: () => 'the host has no key of a kind that can be used: ed25519, ecdsa or rsa',
  }),
  'host-key-unshown': entry({
    meaning: 'The host showed no key.',
    remedy: doctor,
    example: { port: 22, seconds: 5 },
    text: ({ port, seconds }: { port: number; seconds: number | null }) =>
      seconds === null
        ? `the connection to port ${port} was closed before a host key was shown`
        : `no host key was shown at port ${port} within ${seconds} s`,
  }),
  'host-key-pattern': entry({
    meaning: 'The old key stands in a line with a pattern, which may be about other hosts too.',
    remedy: 'Change the line by hand.',
    example: { file: '/home/ops/.ssh/known_hosts', line: 12 },
    text: ({ file, line }: At) =>
      `${file} line ${line} has the old key for a pattern, which may stand for other hosts too: mend it by hand`,
  }),
  'host-key-unremovable': entry({
    meaning: 'The old key of the host could not be removed. Nothing was changed.',
    remedy: 'Let this user write the known_hosts file.',
    example: { error: 'EACCES: permission denied' },
    text: ({ error }: Failed) => `the old host key cannot be removed: ${error}`,
  }),
} as const;

const configLine = { file: '/home/ops/.ssh/config', line: 12 };

const sshConfigCodes = {
  'ssh-config-missing': entry({
    meaning: 'The ssh config that `ssh.config` names does not exist.',
    remedy: 'Correct `ssh.config`.',
    example: { file: '/srv/muster/ssh_config' },
    text: ({ file }: File) => `the ssh config ${file} does not exist`,
  }),
  'ssh-config-unreadable': entry({
    meaning: 'A file of the ssh config cannot be read.',
    remedy: 'Let this user read it.',
    example: { file: '/home/ops/.ssh/config', error: 'no permission to read it' },
    text: ({ file, error }: File & Failed) => `the ssh config ${file} cannot be read: ${error}`,
  }),
  'ssh-config-open': entry({
    meaning: 'Other users can write a file of the ssh config, so neither OpenSSH nor muster uses it.',
    remedy: 'Run `chmod go-w FILE`, or let its user own it.',
    example: { file: '/home/ops/.ssh/config' },
    text: ({ file }: File) =>
      `the ssh config ${file} can be written by others, so OpenSSH would not use it either: \`chmod go-w\` it, or let its user own it`,
  }),
  'ssh-config-endless': entry({
    meaning: 'Files of the ssh config include each other without end.',
    remedy: 'Correct the `Include` lines.',
    example: { file: '/home/ops/.ssh/config' },
    text: ({ file }: File) => `${file}: ssh config files include each other without end`,
  }),
  'ssh-config-invalid': entry({
    meaning: 'A line of the ssh config is not valid; OpenSSH would not take it either.',
    remedy: 'Correct the line; `ssh -G HOST` shows how OpenSSH reads it.',
    example: { ...configLine, problem: 'Port: "x" is no port' },
    text: ({ file, line, problem }: At & Problem) => `${file} line ${line}: ${problem}`,
  }),
  'ssh-option-unknown': entry({
    meaning: 'The ssh config has an option that OpenSSH does not know.',
    remedy: 'Correct it; name an option of a newer OpenSSH in `IgnoreUnknown` before it.',
    example: { ...configLine, option: 'userr' },
    text: ({ file, line, option }: At & Option) =>
      `${file} line ${line}: "${option}" is no option of OpenSSH; if a newer one has it, name it in IgnoreUnknown before`,
  }),
  'ssh-option-refused': entry({
    meaning: 'The ssh config asks for something that muster does not do; see docs/ssh.md.',
    remedy: 'Do what the message says, in a block for this host.',
    example: {
      ...configLine,
      option: 'BindInterface',
      note: 'muster cannot bind to an interface: use `BindAddress`',
    },
    text: ({ file, line, option, note }: At & Option & { note: string }) =>
      `${file} line ${line}: ${option}: ${note}`,
  }),
  'ssh-match-refused': entry({
    meaning: 'A `Match` line of the ssh config needs a command or the network, which muster does not ask.',
    remedy: 'Put a criterion before it that keeps it from this host, or name another file in `ssh.config`.',
    example: { ...configLine, criterion: 'exec' },
    text: ({ file, line, criterion }: At & { criterion: string }) =>
      `${file} line ${line}: muster does not evaluate "Match ${criterion}": it runs and asks nothing to find out how to reach a host; ` +
      `let a criterion before it (such as "originalhost") keep it from this host, or name another file in ssh.config of Interface.json`,
  }),
  'ssh-option-unexpanded': entry({
    meaning: 'A token or variable in the ssh config has no value.',
    remedy: 'Correct the option.',
    example: { option: 'IdentityFile', problem: 'the environment variable KEYS is not set' },
    text: ({ option, problem }: Option & Problem) => `${option} of the ssh config: ${problem}`,
  }),
  'ssh-keys-disabled': entry({
    meaning: 'The ssh config forbids logging in with keys, which is the one way that muster logs in.',
    remedy: 'Allow `publickey` for this host.',
    example: { ...configLine, option: 'PubkeyAuthentication' },
    text: ({ file, line, option }: At & Option) =>
      option === 'PubkeyAuthentication'
        ? `${file} line ${line}: PubkeyAuthentication is off, and muster logs in with keys only`
        : `${file} line ${line}: ${option} leaves out publickey, the one way muster logs in`,
  }),
  'ssh-algorithms-unknown': entry({
    meaning: 'muster has none of the algorithms that the ssh config allows.',
    remedy: 'Allow more of them; docs/ssh.md lists what muster has.',
    example: { ...configLine, option: 'Ciphers', value: 'umac-64@openssh.com' },
    text: ({ file, line, option, value }: At & Option & { value: string }) =>
      `${file} line ${line}: ${option}: muster has none of ${value}`,
  }),
} as const;

const jumpCodes = {
  'jump-circle': entry({
    meaning: 'The jump hosts of the ssh config lead back to the host, or are too many.',
    remedy: 'Keep jump hosts out of the block that names them, as in `Host * !gateway`.',
    example: { host: 'gateway' },
    text: ({ host }: { host: string }) =>
      `the way to ${host} leads through itself, or through too many jump hosts`,
    fix: ({ host }) =>
      `keep jump hosts out of the block that names them, as in "Host * !gateway"; \`ssh -G ${host}\` shows what holds`,
  }),
  'jump-host-failed': entry({
    meaning: 'The jump host in front of the host cannot be reached.',
    remedy: 'Look at the jump host; the cause is named.',
    example: {
      jump: 'gateway',
      cause: 'connection refused at port 22',
      causeCode: 'connection-refused',
      causeRemedy: null,
    },
    text: ({ jump, cause }: MendableCause & { jump: string }) => `jump host ${jump}: ${cause}`,
    fix: ({ causeRemedy }) => causeRemedy ?? undefined,
  }),
  'jump-timeout': entry({
    meaning: 'The jump host got no answer of the host within `ssh.connectTimeout`.',
    remedy: 'Is the host up, and can the jump host reach it?',
    example: { jump: 'gateway', address: 'n-07.site', port: 22, seconds: 5 },
    text: ({ jump, address, port, seconds }: Behind & Seconds) =>
      `the jump host ${jump} got no answer of ${address} port ${port} within ${seconds} s`,
  }),
  'jump-connect-failed': entry({
    meaning: 'The jump host tried to connect to the host and could not.',
    remedy: 'Is the host up, and can the jump host reach it?',
    example: { jump: 'gateway', address: 'n-07.site', port: 22, error: 'Connection refused' },
    text: ({ jump, address, port, error }: Behind & Failed) =>
      `the jump host ${jump} cannot reach ${address} port ${port}: ${error}`,
  }),
  'jump-forwarding-refused': entry({
    meaning: 'The jump host does not forward connections to the host.',
    remedy: 'Allow it in the sshd_config of the jump host (AllowTcpForwarding, PermitOpen).',
    example: { jump: 'gateway', address: 'n-07.site', port: 22, error: 'open failed' },
    text: ({ jump, address, port, error }: Behind & Failed) =>
      `the jump host ${jump} does not forward to ${address} port ${port}: ${error} (AllowTcpForwarding and PermitOpen of its sshd decide that)`,
  }),
} as const;

/** Once muster is logged in. */
const commandCodes = {
  'no-connection': entry({
    meaning: 'muster has no connection to the host in this pass.',
    remedy: null,
    example: {},
    text: () => 'there is no connection to the host',
  }),
  'connection-closed': entry({
    meaning: 'The host, or something in between, closed the connection.',
    remedy: doctor,
    example: {},
    text: () => 'the connection was closed',
  }),
  'connection-failed': entry({
    meaning: 'The connection failed while it was used.',
    remedy: doctor,
    example: { error: 'read ECONNRESET' },
    text: ({ error }: Failed) => `the connection failed: ${error}`,
  }),
  'command-timeout': entry({
    meaning: 'A command on the host gave no answer in time.',
    remedy: 'Look at the load and the disks of the host, or raise the time-out in `timeouts`.',
    example: { seconds: 20 },
    text: ({ seconds }: Seconds) => `no answer within ${seconds} s`,
  }),
  'command-not-taken': entry({
    meaning: 'The host did not begin a command in time. Nothing of it was carried out.',
    remedy: 'Look at the load of the host, or raise the time-out in `timeouts`.',
    example: { seconds: 20 },
    text: ({ seconds }: Seconds) => `the command was not taken within ${seconds} s`,
  }),
  'command-refused': entry({
    meaning: 'sshd on the host refused to run a command. Nothing of it was carried out.',
    remedy: 'Look for MaxSessions, ForceCommand and limits of the user on the host.',
    example: { error: '(SSH) Channel open failure: open failed' },
    text: ({ error }: Failed) => `the host refused the command: ${error}`,
  }),
  'command-cut-off': entry({
    meaning: 'The connection closed before the command ended.',
    remedy: doctor,
    example: {},
    text: () => 'the connection closed before the command ended',
  }),
  'command-failed': entry({
    meaning: 'The output of a command could not be read.',
    remedy: doctor,
    example: { error: 'channel failure' },
    text: ({ error }: Failed) => error,
  }),
  'command-ended': entry({
    meaning: 'A command that muster was talking with ended.',
    remedy: null,
    example: {},
    text: () => 'the host ended the command',
  }),
  'command-exit': entry({
    meaning: 'A command on the host failed.',
    remedy: null,
    example: { exit: '2', stderr: 'tar: no space left on device' },
    text: ({ exit, stderr }: { exit: string } & Stderr) => withStderr(`exit ${exit}`, stderr),
  }),
  'shell-not-started': entry({
    meaning: 'No shell could be started on this machine.',
    remedy: 'Is the home folder there, and may this user start more processes?',
    example: { home: '/home/ops', error: 'spawn /bin/sh ENOENT' },
    text: ({ home, error }: { home: string } & Failed) =>
      `no shell could be started in the home folder ${home}: ${error}`,
  }),
  'flood-unasked': entry({
    meaning: 'The host sent much that nobody asked for. muster closed the connection.',
    remedy: 'Is it an OpenSSH server?',
    example: { mib: 1 },
    text: ({ mib }: Mib) =>
      `the host sent more than ${mib} MiB that nobody asked for, and is not listened to any longer`,
  }),
  'output-too-large': entry({
    meaning: 'A command on the host printed more than muster takes in. muster closed the connection.',
    remedy: 'What does a login on the host print, and how many processes run there?',
    example: { mib: 16 },
    text: ({ mib }: Mib) => `the host sent more than ${mib} MiB, and is not listened to any longer`,
  }),
  'outputs-too-large': entry({
    meaning: 'All hosts together sent more than muster takes in, and this one sent the most.',
    remedy: 'What does a login on the host print, and how many processes run there?',
    example: { mib: 12, togetherMib: 256 },
    text: ({ mib, togetherMib }: Mib & { togetherMib: number }) =>
      `the host sent ${mib} MiB, the most of all, while all hosts together sent more than ${togetherMib} MiB`,
  }),
  aborted: entry({
    meaning: 'What was under way was ended before it was done.',
    remedy: null,
    example: { error: 'it was ended' },
    text: ({ error }: Failed) => error,
  }),
} as const;

const probeCodes = {
  'probe-unanswered': entry({
    meaning: 'The connection works, and the command that lists the processes did not end.',
    remedy: doctor,
    example: { cause: 'no answer within 20 s', causeCode: 'command-timeout' },
    text: ({ cause }: Cause) => `the probe did not end: ${cause}`,
  }),
  'probe-printed-nothing': entry({
    meaning: 'The probe printed nothing.',
    remedy: `Is the login shell of the user a POSIX shell, and does it read its commands? ${doctor}`,
    example: { stderr: 'ps: command not found' },
    text: ({ stderr }: Stderr) => withStderr('the probe printed nothing', stderr),
  }),
  'probe-unintelligible': entry({
    meaning: 'What the host printed is no answer to the probe.',
    remedy: doctor,
    example: { begins: 'This account is not available.', plain: false, stderr: '' },
    text: ({ begins, plain, stderr }: { begins: string; plain: boolean } & Stderr) =>
      withStderr(
        `${plain ? 'the probe printed no line as "ps aux" does' : 'the probe did not answer'}; what came instead begins with "${begins}"`,
        stderr,
      ),
  }),
  'probe-cut-off': entry({
    meaning: 'The answer to the probe has no end. Half a listing would look like a host that lost its jobs.',
    remedy: doctor,
    example: { lines: 120, stderr: '' },
    text: ({ lines, stderr }: { lines: number } & Stderr) =>
      withStderr(
        `the probe's answer is cut off: no closing line after ${lines} ${lines === 1 ? 'line' : 'lines'}`,
        stderr,
      ),
  }),
  'probe-damaged': entry({
    meaning: 'Lines of the answer to the probe are missing or too many.',
    remedy: doctor,
    example: { announced: '120', lines: 119, stderr: '' },
    text: ({ announced, lines, stderr }: { announced: string; lines: number } & Stderr) =>
      withStderr(`the probe's answer is damaged: it counts "${announced}" lines, and ${lines} came`, stderr),
  }),
  'probe-incomplete': entry({
    meaning: 'The listing does not even show the probe itself, so others may be missing too.',
    remedy: 'Let `ps` on the host list all processes of the user (hidepid, busybox).',
    example: { stderr: '' },
    text: ({ stderr }: Stderr) =>
      withStderr(
        "the probe's answer cannot be relied on: the probe itself is missing from its listing",
        stderr,
      ),
  }),
} as const;

export const hostCodes = {
  ...connectCodes,
  ...loginCodes,
  ...identityCodes,
  ...hostKeyCodes,
  ...sshConfigCodes,
  ...jumpCodes,
  ...commandCodes,
  ...probeCodes,
} as const;

/** What an error of the system, of ssh2 or of a host says. */
type Failed = { readonly error: string };
type File = { readonly file: string };
type At = File & { readonly line: number };
type Port = { readonly port: number };
type Seconds = { readonly seconds: number };
type Mib = { readonly mib: number };
type Option = { readonly option: string };
type Problem = { readonly problem: string };
/** A command as it can be typed. */
type Typed = { readonly command: string };
/** `name`: as known_hosts spells the host; the others are of the key that it offers. */
type OfferedKey = { readonly name: string; readonly type: string; readonly fingerprint: string };
/** `muster trust` for the host, as it can be typed. */
type Trust = { readonly trust: string };
/** A host and the jump host in front of it. */
type Behind = Port & { readonly jump: string; readonly address: string };
/** What the command printed there; '' for nothing. */
type Stderr = { readonly stderr: string };

function withStderr(sentence: string, stderr: string): string {
  return stderr === '' ? sentence : `${sentence} (${stderr})`;
}
