import { lifecycleVerbs } from './lifecycleVerbs.ts';
import { lookingVerbs } from './lookingVerbs.ts';
import { passVerbs } from './passVerbs.ts';
import { setupVerbs } from './setupVerbs.ts';
import { simulateVerb } from './simulateVerb.ts';
import type { Verb, VerbGroup } from './verb.ts';

/** The groups in the order `muster --help` shows them. */
export const verbGroups: readonly { readonly group: VerbGroup; readonly title: string }[] = [
  { group: 'pass', title: 'The pass' },
  { group: 'looking', title: 'Looking' },
  { group: 'lifecycle', title: 'Lifecycle' },
  { group: 'setting up', title: 'Setting up' },
];

/** Everything muster can be told to do. */
export const verbs: readonly Verb[] = [
  ...passVerbs,
  simulateVerb,
  ...lookingVerbs,
  ...lifecycleVerbs,
  ...setupVerbs,
];
