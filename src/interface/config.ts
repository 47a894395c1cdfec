import type { Message } from '../core/catalogue/catalogue.ts';
import type { Component, Host, Wanted } from '../core/types.ts';
import type { Document } from './document.ts';
import type { PilotSettings } from './pilotConfig.ts';

/** How a host is reached, as far as `Interface.json` says. What is null comes from the ssh config, then from OpenSSH's defaults. */
export interface Contact {
  /** What it is called there, and what the ssh config is asked for. */
  readonly name: string;
  readonly address: string | null;
  readonly via: 'ssh' | 'local';
  readonly user: string | null;
  readonly port: number | null;
  /** A ProxyJump chain as OpenSSH writes it; `none` for straight there. */
  readonly jump: string | null;
}

export interface ConfigHost extends Host, Contact {
  readonly tags: readonly string[];
  /** Picks the list of commands of a pilot; null for the default. */
  readonly kind: string | null;
}

export interface ConfigComponent extends Component {
  readonly description: string | null;
  /** `pilot` where there is one: the script that is made of it has that name. */
  readonly submitter: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** null where a submitter of the scripts folder starts it. */
  readonly pilot: PilotSettings | null;
}

/** What is null comes from the ssh config, then from OpenSSH's defaults. */
export interface SshSettings {
  /** Absolute path of the ssh config, or `none`; null where OpenSSH's own files are meant. */
  readonly config: string | null;
  /** Absolute paths. */
  readonly identityFiles: readonly string[] | null;
  /** Absolute paths. */
  readonly knownHosts: readonly string[] | null;
  readonly hostKeys: 'strict' | 'accept-new' | null;
  /** Of hosts that say none of their own: theirs have it already. */
  readonly user: string | null;
  readonly connectTimeoutMs: number | null;
}

/** Where submitters are: a folder on the control VM, brought to the hosts; or a folder that is there already. */
export type Scripts =
  | { readonly where: 'local'; readonly folder: string; readonly probe: string | null }
  | { readonly where: 'remote'; readonly folder: string; readonly probe: string | null };

/** What passes leave behind, and whom they tell; null is nothing and nobody. Paths are absolute. */
export interface Monitor {
  readonly page: string | null;
  readonly textfile: string | null;
  /** Whoever knows it can speak for this fleet: it is never shown. */
  readonly healthcheck: string | null;
  readonly notify: { readonly file: string; readonly args: readonly string[] } | null;
  /** null where it is to be learnt from how often passes come. */
  readonly staleMs: number | null;
}

/** `Interface.json`, checked, with every default filled in and every path absolute. */
export interface Config extends Wanted {
  /** Absolute path of the file. */
  readonly file: string;
  readonly namespace: string;
  readonly debugLevel: 0 | 1 | 2;
  /** Never launch. */
  readonly debugMode: boolean;
  readonly hosts: readonly ConfigHost[];
  readonly components: readonly ConfigComponent[];
  readonly ssh: SshSettings;
  readonly scripts: Scripts;
  /** Absolute paths of folders with commands of pilots, in the order they are searched; muster's own comes after. */
  readonly toolbox: readonly string[];
  readonly ping: { readonly method: 'icmp' | 'tcp' | 'none'; readonly timeoutMs: number };
  readonly timeouts: {
    readonly probeMs: number;
    readonly launchMs: number;
    readonly settleMs: number;
    /** Between TERM and KILL. */
    readonly stopMs: number;
    readonly passMs: number;
  };
  /** Hosts worked on at once. */
  readonly fanoutHosts: number;
  /** Connections being made at once through one jump host. */
  readonly fanoutPerJump: number;
  /** Absolute path of the folder for state, lock and logs. */
  readonly logs: string;
  readonly retentionMs: number;
  readonly monitor: Monitor;
}

/** One thing wrong with `Interface.json`. Lines and columns count from 1; null where the file has no such place. */
export interface Finding extends Message {
  readonly line: number | null;
  readonly column: number | null;
  /** Where in the file's structure: `pipes[2].types[4].count`; empty for the whole file. */
  readonly path: string;
}

export type Loaded =
  | {
      readonly ok: true;
      readonly config: Config;
      readonly warnings: readonly Finding[];
      /** The text it was read from, for what is found out about it later. */
      readonly document: Document;
    }
  | { readonly ok: false; readonly errors: readonly Finding[]; readonly warnings: readonly Finding[] };
