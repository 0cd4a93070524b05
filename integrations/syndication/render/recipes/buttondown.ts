import { markdown } from '../markdown/markdown.ts';

/** For e-mail, written in Markdown: nothing that mail programs fold, tick or draw. */
export default markdown({
  dialect: 'buttondown',
  version: 1,
  math: 'code',
  tasks: false,
  details: false,
  html: false,
});
