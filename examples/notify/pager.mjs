#!/usr/bin/env node
// Opens an incident for each problem and closes it with its end, in the manner of PagerDuty's Events API v2. In Interface.json:
//   "monitor": {"notify": ["/srv/muster/pager.mjs", "/srv/muster/pager.key"]}
// The file holds the key of the integration; a second argument is the address of another service that speaks the same.
import { readFileSync } from 'node:fs';

const severities = { brownout: 'critical', short: 'critical', config: 'error', busy: 'error', pass: 'error' };
const atOnce = 16;

async function main() {
  const [file, address = 'https://events.pagerduty.com/v2/enqueue'] = process.argv.slice(2);
  if (file === undefined) throw new Error('usage: pager.mjs FILE [ADDRESS], with the document of muster on stdin');
  const key = readFileSync(file, 'utf8').trim();
  const document = JSON.parse(readFileSync(0, 'utf8'));
  const events = eventsOf(document, key);
  const senders = Array.from({ length: atOnce }, async () => {
    for (let event = events.shift(); event !== undefined; event = events.shift()) await post(address, event);
  });
  await Promise.all(senders);
}

/** The id of a problem stays the same, so what is sent twice, as after a failure, is still one incident. */
function eventsOf({ begun, still, ended, machine, config }, key) {
  const event = (action, { id, kind, about, code, text, since }) => ({
    routing_key: key,
    event_action: action,
    dedup_key: id,
    payload: {
      summary: `${about === '' || kind === 'pass' ? kind : about}: ${text.split('\n')[0]}`.slice(0, 1000),
      source: machine,
      severity: severities[kind] ?? 'warning',
      timestamp: since,
      custom_details: { kind, code, text, config },
    },
  });
  return [
    ...[...begun, ...still].map((item) => event('trigger', item)),
    ...ended.map((item) => event('resolve', item)),
  ];
}

async function post(address, event) {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
    redirect: 'error',
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`the pager answered ${response.status}`);
  await response.text();
}

main().catch((error) => {
  console.error(error.cause?.code ?? error.message);
  process.exitCode = 1;
});
