import { markdown } from '../markdown/markdown.ts';

export default markdown({
  dialect: 'cnblogs',
  version: 1,
  math: 'dollars',
  tasks: false,
  details: true,
  html: true,
});
