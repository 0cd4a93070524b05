import { cardSite, defineDrawer, fromRepository } from '../card-site.ts';
import { installed } from '../packages.ts';

const dependencies = { '@resvg/resvg-js': '2.6.2' };

/** The endpoint that tutorials have: satori, then resvg. */
export default defineDrawer({
  builds: ['cold'],
  setUp: async (root) => {
    const modules = await installed('resvg', dependencies);
    return cardSite(root, `satori and resvg ${dependencies['@resvg/resvg-js']}`, {
      packages: { '@resvg/resvg-js': modules, ...fromRepository('satori', '@fontsource/noto-sans-sc') },
      files: { 'src/pages/og/posts/[name].png.ts': endpoint },
    });
  },
});

const endpoint = `import { readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import { posts } from '../../../posts.ts';

const fonts = [400, 700].map((weight) => ({
  name: 'Noto Sans SC',
  weight,
  style: 'normal',
  data: readFileSync(\`./node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-\${weight}-normal.woff2\`),
}));
const box = (style, children) => ({ type: 'div', props: { style: { display: 'flex', ...style }, children } });

export const getStaticPaths = () => posts.map((post) => ({ params: { name: post.name }, props: { post } }));

export async function GET({ props: { post } }) {
  const card = box(
    { width: 1200, height: 630, boxSizing: 'border-box', flexDirection: 'column', justifyContent: 'space-between', padding: 76, backgroundColor: '#faf7f1', color: '#1c1a17', fontFamily: 'Noto Sans SC', borderLeft: '14px solid #af2b25' },
    [
      box({ fontSize: 26, fontWeight: 700 }, 'Bench'),
      box({ flexDirection: 'column' }, [
        box({ fontSize: 28, fontWeight: 700, color: '#af2b25' }, post.tags.map((tag) => '#' + tag).join(' ')),
        box({ fontSize: 72, fontWeight: 700 }, post.title),
        box({ fontSize: 30, color: '#645d52' }, post.description),
      ]),
      box({ fontSize: 26, justifyContent: 'space-between' }, [box({}, post.date), box({ fontWeight: 700 }, '林衍')]),
    ],
  );
  const svg = await satori(card, { width: 1200, height: 630, fonts });
  return new Response(new Resvg(svg).render().asPng());
}
`;
