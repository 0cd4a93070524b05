import { markdown } from '../markdown/markdown.ts';

export default markdown({
  dialect: 'hashnode',
  version: 1,
  math: 'dollars',
  tasks: true,
  details: false,
  html: true,
});
