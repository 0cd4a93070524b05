import { defineImporter } from '../importer.ts';
import vitepress from './vitepress.ts';

/** https://vuepress.vuejs.org: what VitePress has, beside `.vuepress/`. */
export default defineImporter({ ...vitepress, name: 'VuePress' });
