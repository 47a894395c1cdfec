import type { Message } from '../core/catalogue/catalogue.ts';
import { foldRange } from '../interface/ranges.ts';
import { trustCommand } from '../remote/hostKeyRefusal.ts';
import { knownName } from '../remote/knownHosts.ts';
import { shellWord } from '../remote/shellWord.ts';
import { recordNew, replaceKeys, type HostKeys } from '../remote/trustHosts.ts';
import { harmless } from '../report/harmless.ts';
import { many } from '../report/style.ts';
import { ask, canAsk } from './ask.ts';
import { say, type Io } from './context.ts';

export interface Agreement {
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Path of `Interface.json`. */
  readonly file: string;
  /** Hosts whose keys were meant to change. */
  readonly replaced: ReadonlySet<string>;
}

type Answered = HostKeys & { readonly ok: true };

/** Records keys as far as somebody agrees: by an option, or when asked. */
export class Recording {
  readonly problems: Message[] = [];
  readonly #agreement: Agreement;
  readonly #io: Io;
  readonly #mayAsk: boolean;
  /** By file, name and key: two hosts may have one address. */
  readonly #recorded = new Set<string>();

  constructor(agreement: Agreement, io: Io) {
    this.#agreement = agreement;
    this.#io = io;
    // Whoever does not see the fingerprints cannot agree to them.
    this.#mayAsk = agreement.json !== true && agreement.quiet !== true && canAsk(io);
  }

  /** How many keys were recorded, by host. */
  async record(found: readonly HostKeys[]): Promise<Map<HostKeys, number>> {
    const { yes, replaced, json } = this.#agreement;
    const recorded = new Map<HostKeys, number>();
    const of = (state: 'new' | 'changed' | 'revoked'): Answered[] =>
      found.filter((one): one is Answered => one.ok && one.comparison.state === state);
    const keep = async (one: Answered, work: Promise<Message | null>): Promise<void> => {
      const fault = await work;
      if (fault === null) recorded.set(one, one.comparison.record.length);
      else this.problems.push({ ...fault, text: `${one.reach.name}: ${fault.text}` });
    };

    const fresh = of('new');
    if (fresh.length > 0 && (yes === true || (await this.#agreed(fresh)))) {
      for (const one of fresh) await keep(one, recordNew(one.reach.hostKey, this.#notYet(one)));
    }
    for (const one of of('changed')) {
      if (replaced.has(one.reach.name) || (await this.#meantToChange(one)))
        await keep(one, replaceKeys(one.reach.hostKey, one.comparison));
    }
    const revoked = of('revoked').map(({ reach }) => reach.name);
    if (revoked.length > 0 && json !== true)
      say(this.#io, [
        `${foldRange(revoked)}: a revoked key is never recorded; give the host new keys (\`ssh-keygen -A\` there, after removing the old ones).`,
      ]);
    return recorded;
  }

  #notYet({ reach, comparison }: Answered): Buffer[] {
    const { place, recordIn } = reach.hostKey;
    return comparison.record.filter((key) => {
      const entry = JSON.stringify([recordIn, knownName(place), key.toString('base64')]);
      const isNew = !this.#recorded.has(entry);
      this.#recorded.add(entry);
      return isNew;
    });
  }

  async #agreed(fresh: readonly Answered[]): Promise<boolean> {
    const count = fresh.reduce((sum, { comparison }) => sum + comparison.record.length, 0);
    const hosts = foldRange(fresh.map(({ reach }) => reach.name));
    const what = `${many(count, 'new key')} of ${hosts}`;
    const files = [...new Set(fresh.map(({ reach }) => reach.hostKey.recordIn ?? 'no file'))];
    if (this.#mayAsk)
      return /^y(es)?$/i.test(
        await ask(this.#io, `Record ${what} in ${files.map(harmless).join(', ')}? [y/N]`),
      );
    const command = trustCommand(shellWord(hosts), this.#agreement.file);
    say(this.#io, [`Not recorded: ${what}. Compare the fingerprints, then: ${command} --yes`]);
    return false;
  }

  /** A question of its own for each, and the whole word: nobody should answer it in passing. */
  async #meantToChange({ reach, comparison }: Answered): Promise<boolean> {
    const { name, hostKey } = reach;
    const before = comparison.keys.find((key) => key.state === 'changed');
    const was =
      before?.state === 'changed'
        ? ` (was ${before.onFile.fingerprint} in ${harmless(before.onFile.file)}:${before.onFile.line})`
        : '';
    if (this.#mayAsk && this.#agreement.yes !== true) {
      const question = `The key of ${name} HAS CHANGED${was}: a reinstalled host, another host at this address, or someone in between. Replace it in ${harmless(hostKey.recordIn ?? 'no file')}? Type "yes" to do so:`;
      return (await ask(this.#io, question)) === 'yes';
    }
    say(this.#io, [
      `Not recorded: the key of ${name} HAS CHANGED${was}. If that was meant: ${trustCommand(name, this.#agreement.file)} --replace ${name}`,
    ]);
    return false;
  }
}
