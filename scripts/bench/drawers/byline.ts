import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cardSite, configWith, defineDrawer, fromRepository, ORIGIN } from '../card-site.ts';
import { repository } from '../project.ts';

/** This repository's wing, with settings of its own. */
export default defineDrawer({
  builds: ['cold', 'warm'],
  setUp: async (root) => {
    const manifest = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
    for (const path of engine) await cp(join(repository, path), join(root, path), { recursive: true });
    return cardSite(root, 'Byline', {
      packages: fromRepository(...Object.keys(manifest.dependencies)),
      files: {
        'package.json': JSON.stringify({ type: 'module', private: true, imports: manifest.imports }),
        'content/site.ts': settings,
        ...configWith('ogImages()', `import ogImages from './integrations/og-images/index.ts';`),
      },
    });
  },
});

const engine = [
  'integrations/og-images',
  'integrations/author-files/author-folders.ts',
  'integrations/foundation/load-folder.ts',
  'integrations/build-cache/write-whole.ts',
  'integrations/build-cache/hash-sources.ts',
  'src/domain',
  'src/site.ts',
  'src/strings',
];

const settings = `import { defineSite } from '#domain';

export default defineSite({
  url: '${ORIGIN}',
  title: 'Bench',
  description: 'A site to measure share images with.',
  author: { name: '林衍', about: 'Engineer', email: 'lin@bench.example' },
  languages: ['zh', 'en'],
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
});
`;
