/** Every default of `Interface.json`, as it would be written there. The schema's annotations and the filling in both read this. */
export const defaults = {
  debuglevel: 0,
  debugmode: false,
  via: 'ssh',
  scripts: { local: 'workerscripts' },
  ping: { method: 'icmp', timeout: '1s' },
  timeouts: { probe: '10s', launch: '30s', settle: '2s', stop: '10s', pass: '4m' },
  fanout: { hosts: 64, perJump: 8, launchesPerPass: 100, launchesPerHost: 4 },
  safety: { lostAfter: '15m', startGrace: '2m', brownout: 0.5 },
  backoff: { first: '1m', cap: '15m', minUptime: '5m' },
  placement: 'spread',
  logs: 'logs',
  retention: '14d',
  namespace: 'default',
  priority: 0,
  lifetime: 'long',
  surplus: 'keep',
} as const;
