import type { PageData } from '../data.ts';

const data = JSON.parse(document.getElementById('muster-data')?.textContent ?? 'null') as PageData | null;
if (data !== null) document.documentElement.dataset['at'] = data.at;
