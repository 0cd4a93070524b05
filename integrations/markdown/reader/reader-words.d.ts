/** The words of the reader's browser, put there by `../reader-words.ts`. */
declare module 'byline:reader-words' {
  /** In the language of the page. */
  export function readerWords(): import('#strings').Strings['reader'];
}
