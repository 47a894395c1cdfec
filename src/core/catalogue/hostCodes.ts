import type { Cause, CauseWithRemedy } from './cause.ts';
import { entry } from './entry.ts';

/** The text of an error of the system, of ssh2 or of a host. */
type Failed = { readonly error: string };
type File = { readonly file: string };
type At = File & { readonly line: number };
type Port = { readonly port: number };
type Seconds = { readonly seconds: number };
type Mib = { readonly mib: number };
type Option = { readonly option: string };
type Problem = { readonly problem: string };
/** A command to type. */
type Typed = { readonly command: string };
/** `name`: as known_hosts spells the host; the others are of the key that it offers. */
type OfferedKey = { readonly name: string; readonly type: string; readonly fingerprint: string };
/** `muster trust` for the host, to type. */
type Trust = { readonly trust: string };
/** A host and the jump host in front of it. */
type Behind = Port & { readonly jump: string; readonly address: string };
/** What the command printed on stderr; '' for nothing. */
type Stderr = { readonly stderr: string };

const doctor = 'Run `muster doctor -w HOST`.';
const slowHost =
  'Check load and disks of the host (`uptime`, `df`). If it is always slow, raise `timeouts.probe` for a listing, or `timeouts.launch` for a launch.';
const largeOutput =
  'Check what a login prints (`ssh HOST true | wc -c`) and how many processes run there (`ssh HOST ps ax | wc -l`).';

function withStderr(sentence: string, stderr: string): string {
  return stderr === '' ? sentence : `${sentence} (${stderr})`;
}

function refusedText({ port }: Port): string {
  return `connection refused at port ${port}`;
}

function timeoutText({ seconds }: Seconds): string {
  return `the command on the host gave no answer within ${seconds} s`;
}

/** Names, pings and ports. */
const connectCodes = {
  'name-unresolved': entry({
    meaning: 'No name server and no hosts file knows the name of the host.',
    remedy: 'Correct the name, or give the host an `address`.',
    example: { name: 'n-07.site' },
    text: ({ name }: { name: string }) => `the name ${name} does not resolve`,
  }),
  'name-servers-unreachable': entry({
    meaning: 'No name server answered, so it is unknown whether the name of the host exists.',
    remedy: 'Check /etc/resolv.conf and the network of this machine: `getent hosts NAME`.',
    example: { name: 'n-07.site' },
    text: ({ name }: { name: string }) => `no name server answered for ${name}`,
    remedyFor: ({ name }) =>
      `Check /etc/resolv.conf and the network of this machine: \`getent hosts ${name}\`.`,
  }),
  'name-lookup-timeout': entry({
    meaning: 'The name servers did not answer in time.',
    remedy: 'Check the name servers in /etc/resolv.conf, or give the host an `address`.',
    example: { name: 'n-07.site' },
    text: ({ name }: { name: string }) => `the lookup of the name ${name} timed out`,
  }),
  'ping-unanswered': entry({
    meaning: 'The host did not answer an echo request within `ping.timeout`.',
    remedy:
      'Check that the host is up. If the network drops echo requests, set `"ping": {"method": "tcp"}` in Interface.json.',
    example: { seconds: 2 },
    text: ({ seconds }: Seconds) => `no answer to the ping within ${seconds} s`,
  }),
  'port-unanswered': entry({
    meaning: 'The ssh port of the host did not answer within `ping.timeout`.',
    remedy:
      'Check that the host is up, that sshd runs (`systemctl status ssh`) and that no firewall blocks the port.',
    example: { port: 22, seconds: 2 },
    text: ({ port, seconds }: Seconds & Port) => `no answer at port ${port} within ${seconds} s`,
  }),
  'ping-program-missing': entry({
    meaning: 'The ping program cannot be run on this machine.',
    remedy: 'Install it (Debian: `apt-get install iputils-ping`), or set `"ping": {"method": "tcp"}`.',
    example: {},
    text: () => 'the ping program could not be run',
  }),
  'ping-not-permitted': entry({
    meaning: 'This user may not send echo requests.',
    remedy: 'Allow it (`setcap cap_net_raw+ep` on the ping program), or set `"ping": {"method": "tcp"}`.',
    example: {},
    text: () => 'this user may not send echo requests with the ping program',
  }),
  'connect-failed-unpinged': entry({
    meaning: 'The connection failed, and no ping could show whether the host is up.',
    remedy: 'Make the ping work, or set `"ping": {"method": "tcp"}`.',
    example: {
      cause: 'the ssh login did not complete within 5 s',
      causeCode: 'connect-timeout',
      ping: 'the ping program could not be run',
      causeRemedy: null,
    },
    text: ({ cause, ping }: CauseWithRemedy & { ping: string }) => `${cause}; ${ping}`,
    remedyFor: ({ causeRemedy }) => causeRemedy ?? undefined,
  }),
  'host-unreachable': entry({
    meaning: 'The network reports that it has no way to the host.',
    remedy: 'Check the network between this machine and the host: `ip route get ADDRESS`.',
    example: {},
    text: () => 'no route to the host',
  }),
  'connection-refused': entry({
    meaning: 'The host is up, and nothing listens at the port.',
    remedy: 'Start sshd on the host, or correct `port`.',
    example: { port: 22 },
    text: refusedText,
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
    meaning: '`BindAddress` of the ssh config is not an address of this machine.',
    remedy: 'Correct `BindAddress` in the ssh config.',
    example: { address: '10.0.0.1' },
    text: ({ address }: { address: string }) =>
      `BindAddress ${address} of the ssh config is not an address of this machine`,
  }),
  'connect-timeout': entry({
    meaning: 'Connecting and logging in took longer than `ssh.connectTimeout`.',
    remedy: `Check the load of the host, or raise \`ssh.connectTimeout\`. ${doctor}`,
    example: { seconds: 5 },
    text: ({ seconds }: Seconds) => `the ssh login did not complete within ${seconds} s`,
  }),
} as const;

/** Between the connection and the login. */
const loginCodes = {
  'handshake-closed': entry({
    meaning: 'The host closed the connection before the key exchange.',
    remedy:
      'Raise `MaxStartups` in the sshd_config of the host, or lower `fanout.hosts`; `journalctl -u ssh` there has the reason.',
    example: {},
    text: () =>
      'sshd closed the connection before the key exchange: too many logins at once (MaxStartups), or it blocks this machine',
  }),
  'ssh-failed': entry({
    meaning: 'The connection failed, or one side broke the ssh protocol, before muster was logged in.',
    remedy: `${doctor} The log of sshd on the host may say more (\`journalctl -u ssh\`).`,
    example: { error: 'Handshake failed: no matching key exchange algorithm' },
    text: ({ error }: Failed) => `ssh failed: ${error}`,
  }),
  'flood-before-login': entry({
    meaning: 'The host sent more before the login than any ssh server should. muster closed the connection.',
    remedy: 'Check that an ssh server listens at that port: `ssh -v -p PORT HOST`.',
    example: { kib: 128 },
    text: ({ kib }: { kib: number }) =>
      `the host sent more than ${kib} KiB before the login; muster closed the connection`,
  }),
  'ssh-algorithms-unavailable': entry({
    meaning: 'The OpenSSL that node uses has none of the algorithms that the ssh config allows.',
    remedy: 'Allow more algorithms in the ssh config (Ciphers, MACs, KexAlgorithms).',
    example: { algorithms: ['chacha20-poly1305@openssh.com'] },
    text: ({ algorithms }: { algorithms: readonly string[] }) =>
      `the OpenSSL of this node has none of ${algorithms.join(', ')}`,
  }),
  'auth-refused': entry({
    meaning: 'sshd on the host accepted none of the keys that muster offered.',
    remedy:
      'Run `ssh-copy-id -i KEY.pub USER@HOST`. If the key is there, ~ and ~/.ssh must not be writable by others; `journalctl -u ssh` on the host names the reason.',
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
      `sshd accepted none of the keys offered for user ${user}: ${[offered.join(', '), ...problems].join('; ')}`,
  }),
  'second-factor-required': entry({
    meaning:
      'sshd on the host accepted a key of muster and also requires another method, such as a one-time password.',
    remedy:
      'Allow the key alone in the sshd_config of the host: `AuthenticationMethods publickey`, in a Match block for this user.',
    example: { user: 'ops', key: '/home/ops/.ssh/id_ed25519', methods: ['keyboard-interactive'] },
    text: ({ user, key, methods }: { user: string; key: string; methods: readonly string[] }) =>
      `sshd accepted the key ${key} of user ${user} and also requires ${methods.join(' or ')} (a second factor)`,
  }),
} as const;

const identityCodes = {
  'identity-missing': entry({
    meaning: 'A configured private key does not exist.',
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
      `${file} can be read by others (mode ${mode}), so neither OpenSSH nor muster uses it: \`${command}\``,
  }),
  'identity-public': entry({
    meaning: 'The file configured as a private key is a public key.',
    remedy: 'Configure the private key that belongs to it.',
    example: { file: '/home/ops/.ssh/id_muster.pub' },
    text: ({ file }: File) => `${file} is a public key; configure the private key that belongs to it`,
  }),
  'identity-encrypted': entry({
    meaning: 'A private key is encrypted, and no agent has it.',
    remedy: 'Load it into an agent, or give cron a key without a passphrase.',
    example: { file: '/home/ops/.ssh/id_muster', command: 'ssh-add /home/ops/.ssh/id_muster' },
    text: ({ file, command }: File & Typed) =>
      `${file} is encrypted with a passphrase: load it into an agent with \`${command}\`, ` +
      `or give cron a key without a passphrase`,
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
    meaning: 'The file configured as a private key is not a private key.',
    remedy: 'Configure a key that `ssh-keygen` wrote.',
    example: { file: '/home/ops/.ssh/config' },
    text: ({ file }: File) => `${file} is not a private key as ssh-keygen writes it`,
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
      `the ssh agent at ${socket} has no usable key; \`ssh-add\` loads one`,
  }),
  'no-identity': entry({
    meaning: 'There is neither a private key nor an agent to log in with.',
    remedy:
      'Correct `ssh.identityFile`; or run `ssh-keygen -t ed25519`, then `ssh-copy-id USER@HOST` for each host.',
    example: { named: false, problems: [] },
    text: ({ named, problems }: { named: boolean; problems: readonly string[] }) =>
      [
        ...problems,
        `no key to log in with: ${named ? 'no configured identity file' : 'no ~/.ssh/id_ed25519, id_ecdsa or id_rsa'} is usable, and no ssh agent offers keys`,
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
      `the host key of ${name} is unknown: offered ${type} ${fingerprint}`,
    remedyFor: ({ trust }) =>
      `Compare it with \`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\` (or _rsa_, _ecdsa_) on the host; if they match: ${trust}`,
  }),
  'host-key-changed': entry({
    meaning: 'Another key is on file for the host. muster does not connect: it may be another machine.',
    remedy:
      'Possible attack. Compare with the key on the console of the host; if they match, run `muster trust -w HOST --replace HOST`.',
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
      `the host key of ${name} has changed: offered ${type} ${fingerprint}; ${file} line ${line} has another ${knownType} key`,
    remedyFor: ({ trust }) =>
      'Possible attack. Compare with the key on the console of the host ' +
      `(\`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\`); if they match: ${trust}`,
  }),
  'host-key-revoked': entry({
    meaning: 'The key of the host is marked as revoked. muster never connects to it.',
    remedy: 'Remove the old keys on the host and run `ssh-keygen -A` there.',
    example: { ...hostKeyExample, file: '/etc/ssh/ssh_known_hosts', line: 3 },
    text: ({ name, type, fingerprint, file, line }: OfferedKey & At) =>
      `the host key of ${name} is revoked in ${file} line ${line}: ${type} ${fingerprint}`,
  }),
  'host-key-short': entry({
    meaning: 'The RSA key of the host is shorter than is allowed.',
    remedy: 'Give the host a longer key, or an ed25519 key.',
    example: { bits: 1024, least: 2048 },
    text: ({ bits, least }: { bits: number; least: number }) =>
      `the RSA host key has ${bits} bits; at least ${least} are required (RequiredRSASize)`,
  }),
  'host-key-changed-in-pass': entry({
    meaning: 'Two hosts, or two connections, at one address showed different keys in one pass.',
    remedy: 'Check what listens at that address: two machines share it, or it is an attack.',
    example: { name: 'n-07.site' },
    text: ({ name }: { name: string }) => `the host key of ${name} changed within this pass`,
  }),
  'host-key-file-unset': entry({
    meaning: 'The host key is not on file, and the ssh config names no file to record it in.',
    remedy: 'Set `ssh.knownHosts`, or `UserKnownHostsFile` in the ssh config.',
    example: {},
    text: () =>
      'the host key is unknown, and no file is configured to record it in (UserKnownHostsFile of the ssh config)',
  }),
  'host-key-unrecorded': entry({
    meaning: 'The new key of the host could not be written, so it was not accepted.',
    remedy: 'Let this user write to the known_hosts file.',
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
    meaning: 'The host has no key of a type that muster supports.',
    remedy: 'Run `ssh-keygen -A` on the host.',
    example: {},
    text: () => 'the host has no ed25519, ecdsa or rsa key',
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
    meaning: 'The old key is in a line with a pattern, which may match other hosts too.',
    remedy: 'Edit the line by hand.',
    example: { file: '/home/ops/.ssh/known_hosts', line: 12 },
    text: ({ file, line }: At) =>
      `${file} line ${line} has the old key for a pattern, which may match other hosts too; edit it by hand`,
  }),
  'host-key-unremovable': entry({
    meaning: 'The old key of the host could not be removed. Nothing was changed.',
    remedy: 'Let this user write to the known_hosts file.',
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
      `the ssh config ${file} can be written by others, so neither OpenSSH nor muster uses it`,
  }),
  'ssh-config-endless': entry({
    meaning: 'Files of the ssh config include each other without end.',
    remedy: 'Correct the `Include` lines.',
    example: { file: '/home/ops/.ssh/config' },
    text: ({ file }: File) => `${file}: ssh config files include each other without end`,
  }),
  'ssh-config-invalid': entry({
    meaning: 'A line of the ssh config is not valid; OpenSSH rejects it too.',
    remedy: 'Correct the line; `ssh -G HOST` shows how OpenSSH reads it.',
    example: { ...configLine, problem: 'Port: "x" is no port' },
    text: ({ file, line, problem }: At & Problem) => `${file} line ${line}: ${problem}`,
  }),
  'ssh-option-unknown': entry({
    meaning: 'The ssh config has an option that OpenSSH does not know.',
    remedy: 'Correct it; list an option of a newer OpenSSH in `IgnoreUnknown` above it.',
    example: { ...configLine, option: 'userr' },
    text: ({ file, line, option }: At & Option) =>
      `${file} line ${line}: "${option}" is not an option of OpenSSH; if a newer version has it, list it in IgnoreUnknown above`,
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
    meaning:
      'A `Match` line of the ssh config needs a command or the network to evaluate; muster uses neither.',
    remedy:
      'Put a criterion such as `originalhost` before it that excludes this host, or set `ssh.config` to another file.',
    example: { ...configLine, criterion: 'exec' },
    text: ({ file, line, criterion }: At & { criterion: string }) =>
      `${file} line ${line}: muster does not evaluate "Match ${criterion}", which needs a command or the network`,
  }),
  'ssh-option-unexpanded': entry({
    meaning: 'A token or variable in the ssh config has no value.',
    remedy: 'Correct the option.',
    example: { option: 'IdentityFile', problem: 'the environment variable KEYS is not set' },
    text: ({ option, problem }: Option & Problem) => `${option} of the ssh config: ${problem}`,
  }),
  'ssh-keys-disabled': entry({
    meaning: 'The ssh config forbids logging in with keys, the only method that muster has.',
    remedy: 'Allow `publickey` for this host.',
    example: { ...configLine, option: 'PubkeyAuthentication' },
    text: ({ file, line, option }: At & Option) =>
      option === 'PubkeyAuthentication'
        ? `${file} line ${line}: PubkeyAuthentication is off, the only login method of muster`
        : `${file} line ${line}: ${option} omits publickey, the only method of muster`,
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
      `the route to ${host} leads through itself, or through too many jump hosts`,
    remedyFor: ({ host }) =>
      `Keep jump hosts out of the block that names them, as in "Host * !gateway"; \`ssh -G ${host}\` shows the result.`,
  }),
  'jump-host-failed': entry({
    meaning: 'The jump host in front of the host cannot be reached.',
    remedy: 'Run `muster doctor -w HOST`. Repair the jump host first: all hosts behind it are unknown.',
    example: {
      jump: 'gateway',
      cause: refusedText({ port: 22 }),
      causeCode: 'connection-refused',
      causeRemedy: null,
    },
    text: ({ jump, cause }: CauseWithRemedy & { jump: string }) => `jump host ${jump}: ${cause}`,
    remedyFor: ({ causeRemedy }) => causeRemedy ?? undefined,
  }),
  'jump-timeout': entry({
    meaning: 'The jump host got no answer from the host within `ssh.connectTimeout`.',
    remedy: 'Check that the host is up and that the jump host can reach it: `ssh JUMP nc -z HOST PORT`.',
    example: { jump: 'gateway', address: 'n-07.site', port: 22, seconds: 5 },
    text: ({ jump, address, port, seconds }: Behind & Seconds) =>
      `jump host ${jump} got no answer from ${address} port ${port} within ${seconds} s`,
  }),
  'jump-connect-failed': entry({
    meaning: 'The jump host tried to connect to the host and could not.',
    remedy: 'Check that the host is up and that the jump host can reach it: `ssh JUMP nc -z HOST PORT`.',
    example: { jump: 'gateway', address: 'n-07.site', port: 22, error: 'Connection refused' },
    text: ({ jump, address, port, error }: Behind & Failed) =>
      `jump host ${jump} cannot reach ${address} port ${port}: ${error}`,
  }),
  'jump-forwarding-refused': entry({
    meaning: 'The jump host does not forward connections to the host.',
    remedy: 'Allow it in the sshd_config of the jump host (AllowTcpForwarding, PermitOpen).',
    example: { jump: 'gateway', address: 'n-07.site', port: 22, error: 'open failed' },
    text: ({ jump, address, port, error }: Behind & Failed) =>
      `jump host ${jump} refuses to forward to ${address} port ${port}: ${error}`,
    remedyFor: ({ jump }) => `Allow it in the sshd_config of ${jump} (AllowTcpForwarding, PermitOpen).`,
  }),
} as const;

/** Once muster is logged in. */
const remoteCommandCodes = {
  'no-connection': entry({
    meaning: 'muster has no connection to the host in this pass.',
    remedy: doctor,
    example: {},
    text: () => 'no connection to the host in this pass',
  }),
  'connection-closed': entry({
    meaning: 'The host, or something in between, closed the connection.',
    remedy: doctor,
    example: {},
    text: () => 'the connection was closed',
  }),
  'connection-failed': entry({
    meaning: 'The connection failed while it was in use.',
    remedy: doctor,
    example: { error: 'read ECONNRESET' },
    text: ({ error }: Failed) => `the connection failed: ${error}`,
  }),
  'command-timeout': entry({
    meaning: 'A command on the host gave no answer in time.',
    remedy: slowHost,
    example: { seconds: 20 },
    text: timeoutText,
  }),
  'command-not-taken': entry({
    meaning: 'sshd did not start a command in time. Nothing of it was run.',
    remedy: slowHost,
    example: { seconds: 20 },
    text: ({ seconds }: Seconds) => `sshd did not start the command within ${seconds} s; nothing was run`,
  }),
  'command-refused': entry({
    meaning: 'sshd on the host refused to run a command. Nothing of it was run.',
    remedy: 'Check MaxSessions and ForceCommand in the sshd_config of the host, and the limits of the user.',
    example: { error: '(SSH) Channel open failure: open failed' },
    text: ({ error }: Failed) => `sshd refused to run the command: ${error}`,
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
    meaning: 'A command that muster exchanges data with ended.',
    remedy: null,
    example: {},
    text: () => 'the host ended the command',
  }),
  'command-exit': entry({
    meaning: 'A command on the host failed.',
    remedy: doctor,
    example: { exit: '2', stderr: 'tar: no space left on device' },
    text: ({ exit, stderr }: { exit: string } & Stderr) => withStderr(`exit ${exit}`, stderr),
  }),
  'shell-not-started': entry({
    meaning: 'No shell could be started on this machine.',
    remedy: 'Check that the home folder exists, and that this user may start more processes (`ulimit -u`).',
    example: { home: '/home/ops', error: 'spawn /bin/sh ENOENT' },
    text: ({ home, error }: { home: string } & Failed) =>
      `no shell could be started in the home folder ${home}: ${error}`,
  }),
  'flood-unasked': entry({
    meaning: 'The host sent unexpected data. muster closed the connection.',
    remedy: 'Check which ssh server the host runs; muster supports OpenSSH.',
    example: { mib: 1 },
    text: ({ mib }: Mib) =>
      `the host sent more than ${mib} MiB of unexpected data; muster closed the connection`,
  }),
  'output-too-large': entry({
    meaning: 'A command on the host printed more than muster reads. muster closed the connection.',
    remedy: largeOutput,
    example: { mib: 16 },
    text: ({ mib }: Mib) => `the output of the command exceeded ${mib} MiB; muster closed the connection`,
  }),
  'outputs-too-large': entry({
    meaning: 'All hosts together sent more than muster reads, and this one sent the most.',
    remedy: largeOutput,
    example: { mib: 12, togetherMib: 256 },
    text: ({ mib, togetherMib }: Mib & { togetherMib: number }) =>
      `all hosts together sent more than ${togetherMib} MiB, and this one the most (${mib} MiB); muster closed the connection`,
  }),
  aborted: entry({
    meaning: 'muster stopped a command on the host before it finished.',
    remedy: null,
    example: { error: 'interrupted' },
    text: ({ error }: Failed) => error,
  }),
} as const;

const probeCodes = {
  'probe-unanswered': entry({
    meaning: 'The connection works, but the command that lists the processes did not end.',
    remedy: doctor,
    example: { cause: timeoutText({ seconds: 20 }), causeCode: 'command-timeout' },
    text: ({ cause }: Cause) => `the probe did not end: ${cause}`,
  }),
  'probe-printed-nothing': entry({
    meaning: 'The probe printed nothing.',
    remedy: 'Check the login shell of the user: `muster doctor -w HOST`.',
    example: { stderr: 'ps: command not found' },
    text: ({ stderr }: Stderr) => withStderr('the probe printed nothing', stderr),
  }),
  'probe-unintelligible': entry({
    meaning: 'The output of the host is not an answer to the probe.',
    remedy: doctor,
    example: { begins: 'This account is not available.', plain: false, stderr: '' },
    text: ({ begins, plain, stderr }: { begins: string; plain: boolean } & Stderr) =>
      withStderr(
        `${plain ? 'the probe printed no line in the format of "ps aux"' : 'the probe did not answer'}; the output begins with "${begins}"`,
        stderr,
      ),
  }),
  'probe-cut-off': entry({
    meaning:
      'The answer to the probe is incomplete. muster ignores it: half a listing would look like a host that lost its jobs.',
    remedy: doctor,
    example: { lines: 120, stderr: '' },
    text: ({ lines, stderr }: { lines: number } & Stderr) =>
      withStderr(
        `the probe's answer is cut off: no closing line after ${lines} ${lines === 1 ? 'line' : 'lines'}`,
        stderr,
      ),
  }),
  'probe-damaged': entry({
    meaning: 'The answer to the probe has not as many lines as it announces.',
    remedy: doctor,
    example: { announced: '120', lines: 119, stderr: '' },
    text: ({ announced, lines, stderr }: { announced: string; lines: number } & Stderr) =>
      withStderr(`the probe's answer is damaged: it announces "${announced}" lines and has ${lines}`, stderr),
  }),
  'probe-incomplete': entry({
    meaning: 'The listing does not show the probe itself, so other processes may be missing too.',
    remedy: 'Let `ps` on the host list all processes of the user: check hidepid of /proc, or install procps.',
    example: { stderr: '' },
    text: ({ stderr }: Stderr) =>
      withStderr("the probe's listing is incomplete: the probe itself is missing from it", stderr),
  }),
} as const;

export const hostCodes = {
  ...connectCodes,
  ...loginCodes,
  ...identityCodes,
  ...hostKeyCodes,
  ...sshConfigCodes,
  ...jumpCodes,
  ...remoteCommandCodes,
  ...probeCodes,
} as const;
