import pLimit from 'p-limit';
import type { Config } from '../interface/config.ts';
import { expandRange, foldRange } from '../interface/ranges.ts';
import { trustCommand } from '../remote/hostKeyRefusal.ts';
import { keyPlaceOf } from '../remote/keyPlace.ts';
import { shellWord } from '../remote/shellWord.ts';
import { lookAtKeys, recordNew, replaceKeys, type HostKeys } from '../remote/trustHosts.ts';
import { formatVersion } from '../report/document.ts';
import { harmless } from '../report/harmless.ts';
import { many } from '../report/style.ts';
import {
  trustedHost,
  silentLines,
  trustSummary,
  trustText,
  type TrustReport,
} from '../report/trustReport.ts';
import { ask, canAsk } from './ask.ts';
import {
  Failure,
  loadConfig,
  namedHosts,
  print,
  printJson,
  say,
  stdoutStyle,
  type CommonOptions,
  type Io,
} from './context.ts';
import { passSignal } from './deadline.ts';
import { exits, type Exit } from './exits.ts';
import { askedOf } from './progress.ts';

export interface TrustOptions extends CommonOptions {
  /** Record new keys without asking. */
  readonly yes?: boolean;
  /** Names and ranges of hosts whose changed keys are meant to have changed. */
  readonly replace?: string;
}

/** `muster trust`: shows the keys of all hosts beside those on file, and records what is missing after a yes. */
export async function trust(options: TrustOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options);
  const named = options.hosts === undefined ? config.hosts : namedHosts(config, options.hosts);
  const replaced = replacedNames(
    config,
    options,
    named.map(({ name }) => name),
  );
  using deadline = passSignal(config.timeouts.passMs, false);
  using progress = askedOf(named.length, io, options);
  const limit = pLimit(config.fanoutHosts);
  const asking = { timeoutMs: config.ssh.connectTimeoutMs, signal: deadline.signal };
  const found = await Promise.all(
    named
      .filter(({ via }) => via === 'ssh')
      .map((host) =>
        limit(() => lookAtKeys(host, keyPlaceOf(config, host), asking).finally(() => progress.asked())),
      ),
  );
  progress[Symbol.dispose]();
  const style = stdoutStyle(io);
  if (!options.json) print(io, options.quiet ? silentLines(found, style) : trustText(found, style));

  const done = await recordAgreed(found, replaced, { ...options, file: config.file }, io);
  const hosts = found.map((one) => trustedHost(one, done.recorded.get(one) ?? 0));
  const report: TrustReport = {
    formatVersion,
    command: 'trust',
    config: config.file,
    hosts,
    problems: done.problems,
  };
  if (options.json) printJson(io, report);
  else {
    say(
      io,
      done.problems.map((problem) => `muster: ${harmless(problem)}`),
    );
    if (!options.quiet) print(io, [trustSummary(hosts, style)]);
  }
  if (done.problems.length > 0) return exits.internal;
  return hosts.every(({ state, recorded }) => state === 'known' || recorded > 0) ? exits.ok : exits.short;
}

function replacedNames(
  config: Config,
  { replace }: TrustOptions,
  asked: readonly string[],
): ReadonlySet<string> {
  if (replace === undefined) return new Set();
  const range = expandRange(replace);
  if (!range.ok) throw new Failure(exits.usage, `--replace: ${range.message}`);
  const strangers = range.names.filter((name) => !asked.includes(name));
  if (strangers.length > 0)
    throw new Failure(
      exits.usage,
      `--replace: ${foldRange(strangers)} ${strangers.length === 1 ? 'is' : 'are'} not among the hosts that are looked at (-w, and ${config.file})`,
    );
  return new Set(range.names);
}

interface Done {
  readonly recorded: Map<HostKeys, number>;
  readonly problems: string[];
}

type Answered = HostKeys & { readonly ok: true };

async function recordAgreed(
  found: readonly HostKeys[],
  replaced: ReadonlySet<string>,
  options: TrustOptions & { readonly file: string },
  io: Io,
): Promise<Done> {
  const { file } = options;
  const done: Done = { recorded: new Map(), problems: [] };
  const of = (state: 'new' | 'changed' | 'revoked'): Answered[] =>
    found.filter((one): one is Answered => one.ok && one.comparison.state === state);
  // Whoever does not see the fingerprints cannot agree to them.
  const mayAsk = options.json !== true && options.quiet !== true && canAsk(io);
  const keep = async (one: Answered, work: Promise<string | null>): Promise<void> => {
    const fault = await work;
    if (fault === null) done.recorded.set(one, one.comparison.record.length);
    else done.problems.push(`${one.host.name}: ${fault}`);
  };

  const fresh = of('new');
  if (fresh.length > 0 && (options.yes === true || (await agreed(fresh, file, mayAsk, io)))) {
    for (const one of fresh) await keep(one, recordNew(one.at, one.comparison.record));
  }
  for (const one of of('changed')) {
    if (replaced.has(one.host.name) || (await meantToChange(one, file, mayAsk && options.yes !== true, io)))
      await keep(one, replaceKeys(one.at, one.comparison));
  }
  const revoked = of('revoked').map(({ host }) => host.name);
  if (revoked.length > 0 && options.json !== true)
    say(io, [
      `${foldRange(revoked)}: a revoked key is never recorded; give the host new keys (\`ssh-keygen -A\` there, after removing the old ones).`,
    ]);
  return done;
}

async function agreed(fresh: readonly Answered[], file: string, mayAsk: boolean, io: Io): Promise<boolean> {
  const count = fresh.reduce((sum, { comparison }) => sum + comparison.record.length, 0);
  const hosts = foldRange(fresh.map(({ host }) => host.name));
  const what = `${many(count, 'new key')} of ${hosts}`;
  const files = [...new Set(fresh.map(({ at }) => at.files[0]))].map(harmless).join(', ');
  if (mayAsk) return /^y(es)?$/i.test(await ask(io, `Record ${what} in ${files}? [y/N]`));
  const command = trustCommand(shellWord(hosts), file);
  say(io, [`Not recorded: ${what}. Compare the fingerprints, then: ${command} --yes`]);
  return false;
}

/** A question of its own for each, and the whole word: nobody should answer it in passing. */
async function meantToChange(
  { host, at, comparison }: Answered,
  file: string,
  mayAsk: boolean,
  io: Io,
): Promise<boolean> {
  const before = comparison.keys.find((key) => key.state === 'changed');
  const was =
    before?.state === 'changed'
      ? ` (was ${before.onFile.fingerprint} in ${harmless(before.onFile.file)}:${before.onFile.line})`
      : '';
  if (mayAsk)
    return (
      (await ask(
        io,
        `The key of ${host.name} HAS CHANGED${was}: a reinstalled host, another host at this address, or someone in between. Replace it in ${harmless(at.files[0])}? Type "yes" to do so:`,
      )) === 'yes'
    );
  say(io, [
    `Not recorded: the key of ${host.name} HAS CHANGED${was}. If that was meant: ${trustCommand(host.name, file)} --replace ${host.name}`,
  ]);
  return false;
}
