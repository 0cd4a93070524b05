/** What the reader's browser says, in the page's language. */
export interface ReaderWords {
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly enlarge: string;
  readonly close: string;
  readonly diagram: string;
}

/** In the language of `<html lang>`; English where we have no words. */
export function readerWords(): ReaderWords {
  return document.documentElement.lang.startsWith('zh') ? zh : en;
}

const zh: ReaderWords = {
  copy: '复制',
  copied: '已复制',
  notCopied: '没能复制，请手动选中',
  enlarge: '放大图片',
  close: '关闭',
  diagram: '图示',
};

const en: ReaderWords = {
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Could not copy; please select it',
  enlarge: 'Enlarge the picture',
  close: 'Close',
  diagram: 'Diagram',
};
