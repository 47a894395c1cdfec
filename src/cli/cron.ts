import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { isNews } from '../core/news.ts';
import { tellNews, withFaults } from '../monitor/tellNews.ts';
import { inLocale, newsText } from '../report/newsText.ts';
import type { Io } from './context.ts';
import type { Exit } from './exits.ts';
import { takePass, type RunOptions } from './run.ts';
import { exitWith, keepForNextLook, lookAt, tellOthers } from './tellOthers.ts';

/**
 * `muster run --cron`: a pass that tells what is news, and nothing else, for cron mails all it prints (SPEC §10).
 *
 * The exit code is that of any pass.
 */
export async function cronPass(given: RunOptions, io: Io): Promise<Exit> {
  const options = { ...given, quiet: true };
  const file = resolve(io.cwd, options.config);
  const taken = await takePass(options, io);
  const others = await tellOthers(taken, options, io);
  const nowMs = io.clock.now();
  // What muster has no words for is not remembered.
  if (taken.kind === 'failure' && !taken.isFailure) {
    await keepForNextLook(taken, others, nowMs);
    throw taken.error;
  }
  const { faults, writeFault } = await tellNews(
    withFaults(lookAt(taken, nowMs), others),
    {
      memory: 'told.json',
      file,
      logs: taken.config?.logs ?? null,
      async tell(news) {
        const lines = isNews(news) ? newsText(news, { machine: hostname(), file, nowMs }) : [];
        if (lines.length > 0) io.stdout.write(`${inLocale(lines.join('\n'), io.env)}\n`);
        return null;
      },
    },
    nowMs,
  );
  if (writeFault !== null) io.stdout.write(`muster: ${inLocale(writeFault.text, io.env)}\n`);
  const unwritten = writeFault === null ? [] : [{ about: 'told', problem: writeFault }];
  await keepForNextLook(taken, [...others, ...faults, ...unwritten], nowMs);
  return exitWith(taken, [...others, ...faults, writeFault].filter(Boolean));
}
