import { markdown } from '../markdown/markdown.ts';

/** For SegmentFault, OSChina, 51CTO and InfoQ 写作, whose editors take Markdown. */
export default markdown({
  dialect: 'segmentfault',
  version: 1,
  math: 'dollars',
  tasks: false,
  details: false,
  html: false,
});
