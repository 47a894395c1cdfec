import { explain } from '../core/why.ts';
import type { Config } from '../interface/config.ts';
import { whyReportOf } from '../report/whyDocument.ts';
import { whyText, whyThereText } from '../report/whyText.ts';
import {
  componentNamed,
  conflict,
  invalid,
  loadConfig,
  namedHosts,
  print,
  printJson,
  stdoutStyle,
  type CommonOptions,
  type Io,
} from './context.ts';
import { exits, type Exit } from './exits.ts';
import { surveyHosts } from './survey.ts';

/**
 * `muster why COMPONENT [HOST]`: why it is, or is not, started there. Looks at all hosts, for the plan is made for
 * all; `-w` narrows only what is told.
 */
export async function why(
  id: string,
  host: string | undefined,
  options: CommonOptions,
  io: Io,
): Promise<Exit> {
  const config = await loadConfig(options);
  const component = componentNamed(config, id);
  const hosts = hostsToTell(config, host, options);
  const { atMs, census, memory, problems } = await surveyHosts(config, config, options, io);
  const explanation = explain(config, census, memory, component.id);
  const report = whyReportOf({ atMs, config, component, census, explanation, hosts, problems });
  const style = stdoutStyle(io);
  if (options.json) printJson(io, report);
  else if (host !== undefined) print(io, whyThereText(report, style));
  else print(io, whyText(report, style, options.verbose === true));
  return exits.ok;
}

function hostsToTell(
  config: Config,
  host: string | undefined,
  { hosts }: CommonOptions,
): readonly string[] | null {
  if (host === undefined)
    return hosts === undefined ? null : namedHosts(config, hosts).map(({ name }) => name);
  if (hosts !== undefined) throw conflict([`the host ${host}`, `-w ${hosts}`], 'give one of them');
  if (/[[,]/.test(host))
    throw invalid('host', host, 'one host, or several with -w (muster why COMPONENT -w n-[01-04]),');
  return namedHosts(config, host, null).map(({ name }) => name);
}
