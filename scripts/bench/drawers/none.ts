import { cardSite, defineDrawer } from '../card-site.ts';

/** The same pages without share images: what a site takes before anyone draws. */
export default defineDrawer({
  builds: ['cold'],
  setUp: async (root) => ({
    ...(await cardSite(root, 'No cards', {})),
    page: ({ name }) => `dist/posts/${name}/index.html`,
  }),
});
