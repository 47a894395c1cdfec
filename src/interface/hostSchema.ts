import { defaults } from './defaults.ts';
import { address, comment, hostRange, jump, label, port, sentence, user, whole } from './kinds.ts';

/** An entry of `available`: a text or an object. */
export const hostSchema = {
  ...hostRange,
  type: ['string', 'object'],
  additionalProperties: false,
  required: ['host'],
  properties: {
    '//': comment,
    host: { ...hostRange, description: 'Its name. A range gives every host of it these same settings.' },
    address: {
      ...address,
      description:
        'What to connect to; `HostName` of the ssh config if unset, then the name. Not with a range.',
    },
    user: { ...user, description: 'Login name there; `ssh.user` if unset, then `User` of the ssh config.' },
    port: { ...port, description: 'Port of its sshd; `ssh.port` if unset, then `Port` of the ssh config.' },
    via: {
      enum: ['ssh', 'local'],
      default: defaults.via,
      description: '`local` is the control VM itself, without ssh.',
    },
    hotlimit: { ...whole, description: 'Hot slots of this host; the `hotlimit` of the file if unset.' },
    tags: {
      type: 'array',
      items: label,
      maxItems: 64,
      description: 'Words by which the `hosts` of a type can name it, as `@tag`.',
    },
    drain: {
      ...sentence,
      description: 'Keeps new launches away, and says why; for good, where `muster drain` is for a while.',
    },
    kind: { ...label, description: 'What sort of host it is: picks the list of commands of a pilot.' },
    jump: {
      ...jump,
      description: 'Through which hosts it is reached, as ProxyJump of ssh; `none`: straight there.',
    },
  },
} as const;
