import { markdown } from '../markdown/markdown.ts';

export default markdown({
  dialect: 'csdn',
  version: 1,
  math: 'dollars',
  tasks: true,
  details: true,
  html: true,
});
