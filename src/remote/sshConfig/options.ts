/** What an option takes. */
export type Takes =
  /** One word, as it stands. */
  | 'word'
  | 'flag'
  | 'number'
  | 'time'
  | 'port'
  /** One or several words; `none` only alone. */
  | 'files'
  /** The rest of the line, as it stands. */
  | 'line'
  /** A ProxyJump chain. */
  | 'jump'
  /** A word that is added to those that are there. */
  | 'addition'
  /** `NAME=VALUE`, several. */
  | 'variables'
  /** One of these words. */
  | readonly string[]
  /** Whatever it is; muster has no use for it. */
  | 'anything';

export interface SshOption {
  /** As ssh_config(5) spells it. */
  readonly name: string;
  readonly takes: Takes;
  readonly stance: 'honoured' | 'ignored' | 'refused';
  /** What muster makes of it, or why it is refused and what to do. */
  readonly note: string;
  /** A refused option is harmless with these values. */
  readonly harmless?: readonly string[];
}

type Row = readonly [name: string, takes: Takes, note: string];

const strictness = ['yes', 'true', 'no', 'false', 'off', 'ask', 'accept-new'];

const honoured: readonly Row[] = [
  ['Host', 'anything', 'Patterns with `*`, `?` and `!`.'],
  [
    'Match',
    'anything',
    '`all`, `canonical`, `final`, `host`, `originalhost`, `user`, `localuser`, `tagged`, each with `!`. A host for which an `exec` (or `localnetwork`, `command`, `sessiontype`, `version`) would have to be asked is `silent`: muster runs no commands to find out how to reach a host.',
  ],
  ['Include', 'anything', 'With wildcards; relative to `~/.ssh`, in `/etc/ssh/ssh_config` to `/etc/ssh`.'],
  ['IgnoreUnknown', 'word', 'Any other unknown option is an error, as OpenSSH has it.'],
  ['Tag', 'word', 'For `Match tagged`.'],
  ['HostName', 'word', '`%h` and `%%`.'],
  ['User', 'word', ''],
  ['Port', 'port', ''],
  ['AddressFamily', ['any', 'inet', 'inet6'], ''],
  ['BindAddress', 'word', ''],
  [
    'ConnectTimeout',
    'time',
    'For connecting and logging in together; 5 s where it is unset, for muster never waits without end.',
  ],
  ['TCPKeepAlive', 'flag', ''],
  ['ServerAliveInterval', 'time', ''],
  ['ServerAliveCountMax', 'number', ''],
  ['ProxyJump', 'jump', 'Chains of several hosts, each looked up in the config by its own name; `none`.'],
  ['IdentityFile', 'addition', 'Several, in order; `none`. Tokens, `~/` and `${VARIABLE}`.'],
  [
    'IdentitiesOnly',
    'flag',
    'Of the agent only the keys that are named too; `KEY.pub` is enough to name one.',
  ],
  ['IdentityAgent', 'word', 'A socket, `SSH_AUTH_SOCK`, `$VARIABLE` or `none`.'],
  [
    'PubkeyAuthentication',
    ['yes', 'true', 'no', 'false', 'unbound', 'host-bound'],
    '`no` leaves muster nothing to log in with, and it says so.',
  ],
  ['PreferredAuthentications', 'word', 'Must contain `publickey`, the one way muster logs in.'],
  ['PubkeyAcceptedAlgorithms', 'word', 'Keys whose algorithms are left out are not offered.'],
  ['UserKnownHostsFile', 'files', 'New keys go to the first.'],
  ['GlobalKnownHostsFile', 'files', ''],
  ['HostKeyAlias', 'word', ''],
  ['HashKnownHosts', 'flag', 'When a key is recorded.'],
  [
    'StrictHostKeyChecking',
    strictness,
    '`accept-new`, `no` and `off` record the key of a host never met; `yes` and `ask` (there is nobody to ask) do not. A changed key is refused by all.',
  ],
  ['RequiredRSASize', 'number', 'For host keys and for our own.'],
  ['HostKeyAlgorithms', 'word', 'Those ssh2 has, in this order; unset, the types of known keys come first.'],
  ['KexAlgorithms', 'word', 'Those ssh2 has; unset, `ecdh-sha2-nistp256` comes first.'],
  ['Ciphers', 'word', 'Those ssh2 has.'],
  ['MACs', 'word', 'Those ssh2 has.'],
  ['SetEnv', 'variables', 'If the sshd accepts them (`AcceptEnv`).'],
];

const refused: readonly (readonly [...Row, harmless: readonly string[]])[] = [
  [
    'ProxyCommand',
    'line',
    'muster runs no command to reach a host; of what can be written here it takes `ssh -W %h:%p GATEWAY` (with `-q`, `-l`, `-p`), which is `ProxyJump GATEWAY`: write that',
    ['none'],
  ],
  [
    'CertificateFile',
    'addition',
    'the ssh library of muster knows no certificates: use a plain key for muster, named before in a block of its own',
    ['none'],
  ],
  [
    'CanonicalizeHostname',
    ['yes', 'true', 'no', 'false', 'always'],
    'muster asks no name server for other names of a host: write the full name as `HostName`',
    ['no', 'false'],
  ],
  [
    'CanonicalizePermittedCNAMEs',
    'anything',
    'muster follows no aliases of a name: write the full name as `HostName`',
    ['none'],
  ],
  ['BindInterface', 'word', 'muster cannot bind to an interface: use `BindAddress`', []],
  [
    'KnownHostsCommand',
    'line',
    'muster runs no command to learn of host keys: write them to a known_hosts file',
    ['none'],
  ],
  [
    'RevokedHostKeys',
    'word',
    'muster does not read lists of revoked keys: write `@revoked` lines in a known_hosts file',
    ['none'],
  ],
  [
    'PKCS11Provider',
    'word',
    'muster talks to no token: load its keys into an agent with `ssh-add -s`',
    ['none'],
  ],
  ['RefuseConnection', 'anything', 'the ssh config says not to connect', []],
];

const neverAsks = 'muster logs in with keys only and never asks.';
const noForwarding = 'muster forwards nothing but what a jump host needs.';
const noSharing = 'One connection serves a host for the whole pass anyway.';
const noCanonical = 'Without `CanonicalizeHostname` it has no effect.';
const noTerminal = 'muster has no terminal there.';
const noTickets = 'muster uses neither Kerberos nor host-based logins.';
const noCertificates = 'muster knows no host certificates.';
const ownLog = "muster's own log is set in Interface.json.";
const obsolete = 'Obsolete; OpenSSH ignores it too.';

const ignored: readonly Row[] = [
  ['AddKeysToAgent', 'anything', 'muster adds nothing to an agent.'],
  ['BatchMode', 'flag', neverAsks],
  ['CanonicalDomains', 'anything', noCanonical],
  ['CanonicalizeFallbackLocal', 'flag', noCanonical],
  ['CanonicalizeMaxDots', 'number', noCanonical],
  ['CASignatureAlgorithms', 'word', noCertificates],
  ['ChannelTimeout', 'anything', 'Every command of muster has a time-out.'],
  ['CheckHostIP', 'flag', 'The key is checked under the name of the host, as is the default.'],
  ['ClearAllForwardings', 'flag', noForwarding],
  ['Compression', 'flag', 'Never: a few bytes of a host could become many of ours.'],
  ['ConnectionAttempts', 'number', 'The next pass tries again.'],
  ['ControlMaster', ['true', 'yes', 'false', 'no', 'auto', 'ask', 'autoask'], noSharing],
  ['ControlPath', 'word', noSharing],
  ['ControlPersist', 'word', noSharing],
  ['DynamicForward', 'anything', noForwarding],
  ['EnableEscapeCommandline', 'flag', noTerminal],
  ['EnableSSHKeysign', 'flag', noTickets],
  ['EscapeChar', 'word', noTerminal],
  ['ExitOnForwardFailure', 'flag', noForwarding],
  ['FingerprintHash', 'word', 'SHA256 always.'],
  ['ForkAfterAuthentication', 'flag', noTerminal],
  ['ForwardAgent', 'word', noForwarding],
  ['ForwardX11', 'flag', noForwarding],
  ['ForwardX11Timeout', 'time', noForwarding],
  ['ForwardX11Trusted', 'flag', noForwarding],
  ['GatewayPorts', 'flag', noForwarding],
  ['GSSAPIAuthentication', 'flag', noTickets],
  ['GSSAPIClientIdentity', 'word', noTickets],
  ['GSSAPIDelegateCredentials', 'flag', noTickets],
  ['GSSAPIKexAlgorithms', 'word', noTickets],
  ['GSSAPIKeyExchange', 'flag', noTickets],
  ['GSSAPIRenewalForcesRekey', 'flag', noTickets],
  ['GSSAPIServerIdentity', 'word', noTickets],
  ['GSSAPITrustDNS', 'flag', noTickets],
  ['HostbasedAcceptedAlgorithms', 'word', noTickets],
  ['HostbasedAuthentication', 'flag', noTickets],
  ['IPQoS', 'anything', 'What muster sends is little.'],
  ['KbdInteractiveAuthentication', 'flag', neverAsks],
  ['KbdInteractiveDevices', 'word', neverAsks],
  ['LocalCommand', 'line', 'muster runs no command of the ssh config.'],
  ['LocalForward', 'anything', noForwarding],
  ['LogLevel', 'word', ownLog],
  ['LogVerbose', 'anything', ownLog],
  ['NoHostAuthenticationForLocalhost', 'flag', 'The key is checked there too.'],
  ['NumberOfPasswordPrompts', 'number', neverAsks],
  ['ObscureKeystrokeTiming', 'anything', noTerminal],
  ['PasswordAuthentication', 'flag', neverAsks],
  ['PermitLocalCommand', 'flag', 'muster runs no command of the ssh config.'],
  ['PermitRemoteOpen', 'anything', noForwarding],
  ['ProxyUseFdpass', 'flag', 'Belongs to `ProxyCommand`.'],
  ['RekeyLimit', 'anything', 'A connection lasts one pass.'],
  ['RemoteCommand', 'line', "The command is muster's own."],
  ['RemoteForward', 'anything', noForwarding],
  ['RequestTTY', ['true', 'yes', 'false', 'no', 'force', 'auto'], noTerminal],
  ['SecurityKeyProvider', 'word', 'Keys that must be touched are of no use to cron.'],
  [
    'SendEnv',
    'anything',
    'What runs on a host is not to depend on who started the pass; `SetEnv` is honoured.',
  ],
  ['SessionType', ['none', 'subsystem', 'default'], "The command is muster's own."],
  ['StdinNull', 'flag', noTerminal],
  ['StreamLocalBindMask', 'word', noForwarding],
  ['StreamLocalBindUnlink', 'flag', noForwarding],
  ['SyslogFacility', 'word', ownLog],
  ['Tunnel', ['ethernet', 'point-to-point', 'true', 'yes', 'false', 'no'], noForwarding],
  ['TunnelDevice', 'word', noForwarding],
  ['UpdateHostKeys', ['true', 'yes', 'false', 'no', 'ask'], 'Only keys of hosts never met are recorded.'],
  ['VerifyHostKeyDNS', ['true', 'yes', 'false', 'no', 'ask'], 'Keys are known from files only.'],
  ['VersionAddendum', 'anything', 'muster says which library it uses, and no more.'],
  ['VisualHostKey', 'flag', noTerminal],
  ['WarnWeakCrypto', 'anything', 'Warnings of OpenSSH itself.'],
  ['XAuthLocation', 'word', noForwarding],
  ...[
    'AFSTokenPassing',
    'Cipher',
    'CompressionLevel',
    'FallBackToRsh',
    'GlobalKnownHostsFile2',
    'KerberosAuthentication',
    'KerberosTGTPassing',
    'Protocol',
    'RhostsAuthentication',
    'RhostsRSAAuthentication',
    'RSAAuthentication',
    'UseRoaming',
    'UsePrivilegedPort',
    'UserKnownHostsFile2',
    'UseRsh',
  ].map((name) => [name, 'anything', obsolete] as const),
];

/** Every option of OpenSSH's client; `docs/ssh.md` shows this table. */
export const sshOptions: readonly SshOption[] = [
  ...honoured.map(([name, takes, note]) => ({ name, takes, note, stance: 'honoured' as const })),
  ...refused.map(([name, takes, note, harmless]) => ({
    name,
    takes,
    note,
    harmless,
    stance: 'refused' as const,
  })),
  ...ignored.map(([name, takes, note]) => ({ name, takes, note, stance: 'ignored' as const })),
];

/** Other spellings, which OpenSSH still takes. */
export const sshAliases: Readonly<Record<string, string>> = {
  ChallengeResponseAuthentication: 'KbdInteractiveAuthentication',
  DSAAuthentication: 'PubkeyAuthentication',
  HostbasedKeyTypes: 'HostbasedAcceptedAlgorithms',
  IdentityFile2: 'IdentityFile',
  KeepAlive: 'TCPKeepAlive',
  PubkeyAcceptedKeyTypes: 'PubkeyAcceptedAlgorithms',
  SkeyAuthentication: 'KbdInteractiveAuthentication',
  SmartcardDevice: 'PKCS11Provider',
  TISAuthentication: 'KbdInteractiveAuthentication',
};

const byKeyword = new Map(sshOptions.map((option) => [option.name.toLowerCase(), option]));
for (const [alias, name] of Object.entries(sshAliases)) {
  const option = byKeyword.get(name.toLowerCase());
  if (option) byKeyword.set(alias.toLowerCase(), option);
}

/** The option of a keyword in lower case; undefined for one that OpenSSH would call a bad configuration option. */
export const optionOf = (keyword: string): SshOption | undefined => byKeyword.get(keyword);
