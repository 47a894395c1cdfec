// node bench/floor.mjs HOSTS: connects to every host with ssh2, as few lines as it takes, runs `true` there and closes. What a
// pass takes beyond this is muster's own. HOSTS is a JSON file: {user, key, fanout, readyTimeoutMs, algorithms, hosts: [{name, host, port, hostKey}]}.
import { readFileSync } from 'node:fs';
import { Client } from 'ssh2';

const { user, key, fanout, readyTimeoutMs, algorithms, hosts } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
);
const privateKey = readFileSync(key);
const left = hosts.values();
let answered = 0;
await Promise.all(Array.from({ length: fanout }, worker));
console.log(`answered ${answered}`);
if (answered < hosts.length) process.exitCode = 1;

/** One of `fanout` that take what is left, host by host. */
async function worker() {
  for (const host of left) if ((await statusOfTrue(host)) === 0) answered++;
}

/** The exit status of `true` there; null if there is none. */
function statusOfTrue({ host, port, hostKey }) {
  return new Promise((resolve) => {
    const client = new Client();
    let status = null;
    client.on('error', () => {});
    client.on('close', () => resolve(status));
    client.on('ready', () =>
      client.exec('true', (error, channel) => {
        if (error) return client.destroy();
        channel.on('exit', (code) => (status = code));
        channel.on('close', () => client.end());
        channel.resume();
      }),
    );
    client.connect({
      host,
      port,
      username: user,
      privateKey,
      readyTimeout: readyTimeoutMs,
      hostVerifier: (shown) => shown.toString('base64') === hostKey,
      ...(algorithms && { algorithms }),
    });
  });
}
