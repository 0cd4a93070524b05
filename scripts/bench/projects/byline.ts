import { setUpByline } from '../byline-site.ts';
import { defineProject } from '../project.ts';

/** This repository's engine with other content. Share images and search are off: no other project here has them. */
export default defineProject({
  corpora: ['mdx', 'markdown'],
  builds: ['cold', 'warm', 'edit'],
  setUp: (root) => setUpByline(root, { extras: false }),
});
