import { markdown } from '../markdown/markdown.ts';

export default markdown({
  dialect: 'juejin',
  version: 1,
  math: 'dollars',
  tasks: false,
  details: false,
  html: true,
});
