#!/usr/bin/env node
// Posts what is news to a chat that takes {"text": "..."}: Slack, Mattermost, Rocket.Chat, Matrix by hookshot. In Interface.json:
//   "monitor": {"notify": ["/srv/muster/webhook.mjs", "/srv/muster/webhook.address"]}
// Whoever knows the address can post there, and `ps` shows arguments to all: so it stands in a file that only muster's user reads.
import { readFileSync } from 'node:fs';

// The chat takes no more in one message.
const mostCharacters = 12_000;

async function main() {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error('usage: webhook.mjs FILE, with the document of muster on stdin');
  const address = readFileSync(file, 'utf8').trim();
  const { text } = JSON.parse(readFileSync(0, 'utf8'));
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: asCode(text) }),
    redirect: 'error',
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`the chat answered ${response.status}`);
}

/** As it is, in letters of one width; nothing that a host has said calls people or makes links. */
function asCode(text) {
  const short = text.length > mostCharacters ? `${text.slice(0, mostCharacters)}\n...` : text;
  return `\`\`\`\n${short.replaceAll('`', "'").replaceAll('<', '\u2039').replaceAll('>', '\u203a')}\n\`\`\``;
}

// The address is in no message.
main().catch((error) => {
  console.error(error.cause?.code ?? error.message);
  process.exitCode = 1;
});
