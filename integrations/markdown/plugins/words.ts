import type { Lang } from '#domain';

/** What the pipeline itself says to readers. */
export interface Words {
  readonly footnotes: { readonly title: string; readonly back: string };
  /** A callout without a title of its own is called by its kind. */
  readonly callouts: Readonly<Record<CalloutKind, string>>;
  /** A `details` without a summary. */
  readonly details: string;
  readonly anchor: string;
  /** What the box of a task list says when it is ticked. */
  readonly done: string;
  /** @param lines how many the folded block has */
  readonly unfold: (lines: number) => string;
  readonly watch: (title: string, where: string) => string;
  readonly open: (title: string, where: string) => string;
}

export const calloutKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const;

export type CalloutKind = (typeof calloutKinds)[number];

/** The words of a language; English for a language we have none of. */
export function wordsIn(lang: Lang): Words {
  return lang.startsWith('zh') ? zh : en;
}

const zh: Words = {
  footnotes: { title: '脚注', back: '回到正文' },
  callouts: { note: '说明', tip: '提示', important: '重要', warning: '注意', caution: '当心' },
  details: '详情',
  anchor: '本节链接',
  done: '已完成',
  unfold: (lines) => `共 ${lines} 行，展开或收起`,
  watch: (title, where) => `播放视频：${title}（${where}）`,
  open: (title, where) => `打开示例：${title}（${where}）`,
};

const en: Words = {
  footnotes: { title: 'Footnotes', back: 'Back to the text' },
  callouts: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
  details: 'Details',
  anchor: 'Link to this section',
  done: 'Done',
  unfold: (lines) => `${lines} lines: show all or fewer`,
  watch: (title, where) => `Play the video: ${title} (${where})`,
  open: (title, where) => `Open the example: ${title} (${where})`,
};
