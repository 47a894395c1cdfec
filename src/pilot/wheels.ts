import { message } from '../core/catalogue/catalogue.ts';
import type { Finding } from '../interface/config.ts';
import type { Document } from '../interface/document.ts';
import { entries, field, list } from '../interface/parts.ts';
import { requirementOf } from '../interface/requirements.ts';

/** pip reads from the name of a wheel what it is, and refuses one with another name: PEP 427. */
export function* wheelFindings(document: Document): Generator<Finding> {
  for (const [name, environment] of entries(field(document.value, 'environments')))
    for (const [index, text] of list(environment, 'requirements').entries()) {
      const one = requirementOf(String(text));
      if (one.kind !== 'file' || one.place.scope === 'https') continue;
      const file = one.place.path.slice(one.place.path.lastIndexOf('/') + 1);
      if (file.endsWith('.whl') && !wheelName.test(file))
        yield document.at(
          ['environments', name, 'requirements', index],
          message('wheel-name-invalid', { file }),
        );
    }
}

const wheelName = /^[^-\s]+-[^-\s]+(-\d[^-\s]*)?-[^-\s]+-[^-\s]+-[^-\s]+\.whl$/;
