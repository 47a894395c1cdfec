import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertsGleaned } from '../../src/interface/alertsGleaned.ts';

describe('who is told of a broken Interface.json', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'muster-gleaned-'))));
  after(() => rmSync(folder, { recursive: true }));

  const text =
    '\uFEFF{"monitor": {"healthcheck": "https://h/key", "notify": ["/bin/tell", "me"]}, "hotlimit": }';

  async function gleaned(given: string): Promise<readonly [string | null, string | undefined]> {
    const file = join(folder, 'Interface.json');
    writeFileSync(file, given);
    const { healthcheck, notify } = await alertsGleaned(file);
    return [healthcheck, notify === null ? undefined : [notify.file, ...notify.args].join(' ')];
  }

  it('what stands there whole is used', async () =>
    assert.deepEqual(await gleaned(text), ['https://h/key', '/bin/tell me']));

  it('wherever the file was cut off, no part of an address or of a command is', async () => {
    for (let end = 0; end < text.length; end += 1) {
      const [address, command] = await gleaned(text.slice(0, end));
      assert.ok(address === null || address === 'https://h/key', `${end}: ${address}`);
      assert.ok(command === undefined || command === '/bin/tell me', `${end}: ${command}`);
    }
  });
});
