import { cardSite, defineDrawer, fromRepository } from '../card-site.ts';
import { installed } from '../packages.ts';

const dependencies = { 'astro-og-canvas': '0.13.2' };

/** As its README has it, with a font that has Chinese. Its cache is kept with the site, to be cold when that is. */
export default defineDrawer({
  builds: ['cold'],
  setUp: async (root) => {
    const modules = await installed('astro-og-canvas', dependencies);
    return cardSite(root, `astro-og-canvas ${dependencies['astro-og-canvas']}`, {
      packages: { 'astro-og-canvas': modules, ...fromRepository('@fontsource/noto-sans-sc') },
      files: { 'src/pages/og/posts/[...slug].ts': endpoint },
    });
  },
});

const endpoint = `import { OGImageRoute } from 'astro-og-canvas';
import { posts } from '../../../posts.ts';

const font = (weight) => \`./node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-\${weight}-normal.woff2\`;
const families = ['Noto Sans SC'];

export const { getStaticPaths, GET } = await OGImageRoute({
  pages: Object.fromEntries(posts.map((post) => [post.name, post])),
  getSlug: (path) => \`\${path}.png\`,
  getImageOptions: (_, { title, description }) => ({
    title,
    description,
    cacheDir: './.astro/og-canvas',
    bgGradient: [[250, 247, 241]],
    border: { color: [175, 43, 37], width: 14, side: 'inline-start' },
    font: {
      title: { color: [28, 26, 23], size: 72, weight: 'Bold', families },
      description: { color: [100, 93, 82], size: 32, families },
    },
    fonts: [font(400), font(700)],
  }),
});
`;
