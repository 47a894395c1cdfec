import { dirname } from 'node:path';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Config, Finding } from '../interface/config.ts';
import type { Document, JSONPath } from '../interface/document.ts';
import { inOrder, mostFindings } from '../interface/findings.ts';
import { nearest } from '../interface/nearest.ts';
import { entries, field, list, typesOf } from '../interface/parts.ts';
import { placeOf } from '../interface/scopes.ts';
import { requirementOf } from '../interface/requirements.ts';
import { quoted } from '../interface/wording.ts';
import { PilotFault } from './files.ts';
import { idleFindings } from './idle.ts';
import { lineFindings } from './lines.ts';
import { syntaxError } from './syntax.ts';
import type { Command, Toolbox } from './toolbox.ts';
import { wheelFindings } from './wheels.ts';
import { workshopOf, type Workshop } from './workshop.ts';

/** What is wrong with what pilots are made of. */
export interface PilotFindings {
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/**
 * Looks at the toolbox, at the lists of commands and at the files that are to be brought: what is missing or broken is
 * told here, with its place in `Interface.json`, and never by a host.
 */
export async function pilotFindings(config: Config, document: Document): Promise<PilotFindings> {
  const workshop = workshopOf(config);
  const toolbox = await workshop.toolbox();
  const used = new Set<string>();
  const broken = [
    ...folderFindings(toolbox, document),
    ...listFindings(toolbox, document, used),
    ...(await fileFindings(config, document, workshop)),
  ];
  const errors = broken.length > 0 ? broken : await syntaxFindings(toolbox, document, used);
  return {
    errors: inOrder(errors.slice(0, mostFindings + 1), 'errors'),
    warnings: inOrder(
      [
        ...unusedFindings(toolbox, document, used),
        ...idleFindings(config, document, toolbox),
        ...earlyFindings(toolbox, document),
        ...wheelFindings(document),
        ...(await lineFindings(document)),
      ],
      'warnings',
    ),
  };
}

function* folderFindings(toolbox: Toolbox, document: Document): Generator<Finding> {
  for (const [index, problem] of toolbox.unreadable)
    yield index < toolbox.folders.length - 1
      ? document.at(['toolbox', index], problem)
      : document.at([], message('own-commands-missing', { cause: problem.text }));
}

/** Every list of every pilot. A command that is wrong is told of where it is first asked for. */
function* listFindings(toolbox: Toolbox, document: Document, used: Set<string>): Generator<Finding> {
  for (const { path, names } of listsOf(document)) {
    const stages: { readonly name: string; readonly at: JSONPath; readonly stage: Command['stage'] }[] = [];
    for (const [index, name] of names.entries()) {
      const at = [...path, index];
      const command = toolbox.commands.get(name);
      if (names.indexOf(name) < index)
        yield document.at(at, message('command-repeated', { command: quoted(name) }));
      if (command !== undefined) stages.push({ name, at, stage: command.stage });
      else if (!used.has(name)) for (const problem of missing(name, toolbox)) yield document.at(at, problem);
      used.add(name);
    }
    if (stages.length === names.length) yield* orderFindings(stages, path, document);
  }
}

function* listsOf(document: Document): Generator<{ path: JSONPath; names: readonly string[] }> {
  for (const [pilot, lists] of entries(field(document.value, 'pilots')))
    for (const [kind, names] of entries(lists))
      if (Array.isArray(names)) yield { path: ['pilots', pilot, kind], names: names.map(String) };
}

function missing(name: string, { broken, commands, folders }: Toolbox): readonly Message[] {
  const problems = broken.get(name);
  if (problems !== undefined) return problems;
  const all = [...commands.keys(), ...broken.keys()];
  const near = nearest(name, all);
  const known = all.slice(0, 20);
  const of = { command: quoted(name), folders, near: near === null ? null : quoted(near), known };
  return [message('command-unknown', of)];
}

const stageOrder = { prepare: 0, run: 1, finish: 2 } as const;

/** What prepares, then the one that runs the component, then what finishes. */
function* orderFindings(
  commands: readonly { readonly name: string; readonly at: JSONPath; readonly stage: Command['stage'] }[],
  path: JSONPath,
  document: Document,
): Generator<Finding> {
  const running = commands.filter(({ stage }) => stage === 'run');
  if (running.length === 0) yield document.at(path, message('list-runs-nothing'));
  const first = quoted(running[0]?.name ?? '');
  for (const { name, at } of running.slice(1))
    yield document.at(at, message('list-runs-twice', { command: quoted(name), first }));
  for (const [index, { name, at, stage }] of commands.entries()) {
    const before = commands[index - 1];
    if (before !== undefined && stageOrder[stage] < stageOrder[before.stage])
      yield document.at(
        at,
        message('list-out-of-order', {
          command: quoted(name),
          stage,
          before: quoted(before.name),
          stageBefore: before.stage,
        }),
      );
  }
}

/** What is run before a launch has answered goes before everything else, wherever it stands. */
function* earlyFindings({ commands }: Toolbox, document: Document): Generator<Finding> {
  for (const { path, names } of listsOf(document)) {
    const first = names.findIndex((name) => commands.get(name)?.foreground === false);
    for (const [index, name] of names.entries())
      if (first !== -1 && index > first && commands.get(name)?.foreground === true)
        yield document.at(
          [...path, index],
          message('command-runs-earlier', { command: quoted(name), first: quoted(names[first] ?? '') }),
        );
  }
}

/** The files beside `Interface.json`, at every place that asks for one that cannot be had. */
async function fileFindings(config: Config, document: Document, workshop: Workshop): Promise<Finding[]> {
  const folder = config.components.find(({ pilot }) => pilot !== null)?.pilot?.folder ?? '';
  const findings: Finding[] = [];
  for (const { path, at, sha256, sha256At } of wantedFiles(document)) {
    try {
      const file = await workshop.file(folder, path);
      if (sha256 !== undefined && sha256 !== file.sha256)
        findings.push(document.at(sha256At, message('digest-differs', { file: path, sha256: file.sha256 })));
    } catch (error) {
      if (!(error instanceof PilotFault)) throw error;
      findings.push(document.at(at, error.problem));
    }
  }
  return findings;
}

interface WantedFile {
  readonly path: string;
  readonly at: JSONPath;
  readonly sha256?: unknown;
  readonly sha256At: JSONPath;
}

function* wantedFiles(document: Document): Generator<WantedFile> {
  for (const { type, path } of typesOf(document.value))
    for (const [index, entry] of list(type, 'stage').entries()) {
      const place = placeOf(String(field(entry, 'source')));
      const at = [...path, 'stage', index];
      if (place.scope === 'client')
        yield {
          path: place.path,
          at: [...at, 'source'],
          sha256: field(entry, 'sha256'),
          sha256At: [...at, 'sha256'],
        };
    }
  for (const [name, environment] of entries(field(document.value, 'environments')))
    for (const [index, text] of list(environment, 'requirements').entries()) {
      const one = requirementOf(String(text));
      const at = ['environments', name, 'requirements', index];
      if (one.kind !== 'spec' && one.place.scope === 'client')
        yield { path: one.place.path, at, sha256At: at };
    }
}

/** One shell reads all that is used; only where it stumbles is each file read alone. */
async function syntaxFindings(
  toolbox: Toolbox,
  document: Document,
  used: ReadonlySet<string>,
): Promise<Finding[]> {
  const layers = [...used].flatMap((name) => toolbox.commands.get(name)?.layers ?? []);
  if ((await syntaxError(layers.map(({ text }) => text).join('\n'))) === null) return [];
  const findings: Finding[] = [];
  const told = new Set<string>();
  for (const { path, names } of listsOf(document))
    for (const [index, name] of names.entries())
      for (const { file, text } of toolbox.commands.get(name)?.layers ?? []) {
        const said = await syntaxError(text);
        const { line = '', what = '' } =
          /^[^:]*: (?:line )?(?<line>\d+): (?<what>.*)$/.exec(said ?? '')?.groups ?? {};
        if (said === null || told.has(file)) continue;
        told.add(file);
        const of = { file, line: Number(line), error: what === '' ? said : what };
        findings.push(document.at([...path, index], message('command-syntax', of)));
      }
  return findings;
}

/** What is broken and asked for by nobody stops nothing. */
function unusedFindings(
  { broken, folders }: Toolbox,
  document: Document,
  used: ReadonlySet<string>,
): Finding[] {
  return [...broken].flatMap(([name, problems]) =>
    used.has(name)
      ? []
      : problems.map((problem) => {
          const index = folders.indexOf(dirname(String(problem.params['file'])));
          return document.at(['toolbox', Math.max(index, 0)], problem);
        }),
  );
}
