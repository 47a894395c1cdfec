import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// What tsc leaves to do: `muster` is a command, and files whose source is gone are not part of it.
const root = join(import.meta.dirname, '..');

chmodSync(join(root, 'dist/main.js'), 0o755);
for (const path of readdirSync(join(root, 'dist'), { recursive: true })) {
  const source = join(root, 'src', path.replace(/\.js$/, '.ts'));
  if (path.endsWith('.js') && !existsSync(source)) rmSync(join(root, 'dist', path));
}
