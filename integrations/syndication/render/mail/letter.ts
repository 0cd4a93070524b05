import type { Element } from 'hast';
import { h } from 'hastscript';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import type { Lang } from '#domain';
import { strings } from '#strings';

/** What a mail is made of. */
export interface LetterSource {
  readonly title: string;
  /** A sentence or two, which mailboxes show beside the subject. */
  readonly summary: string;
  readonly lang: Lang;
  /** The post's address, tagged. */
  readonly link: string;
  /** The post as HTML with inline styles. */
  readonly body: string;
  /** The post as plain text. */
  readonly plain: string;
}

/**
 * A post as a mail: HTML of one column with inline styles alone, and plain text. The HTML is worked out once; what is a
 * subscriber's own stands in its last lines.
 *
 * @returns what makes the mail for a subscriber, from the address that unsubscribes them, where there is one
 */
export function letter(source: LetterSource): (unsubscribe: string | undefined) => Written {
  const words = strings(source.lang).letter;
  const { host } = new URL(source.link);
  const head = `<!doctype html>\n<html lang="${source.lang}">${html(headOf(source))}<body style="${PAGE}">`;
  const above = html(h('div', { style: HIDDEN }, source.summary)) + html(titleOf(source));
  const open = `${head}${above}<div style="${COLUMN}">${source.body}`;
  return (unsubscribe) => {
    const wayOut = unsubscribe === undefined ? [words.answer] : [link(unsubscribe, words.unsubscribe)];
    const lines = [words.why(host), ' ', ...wayOut, ' · ', link(source.link, words.readOnline)];
    const out = unsubscribe === undefined ? words.answer : `${words.unsubscribe} ${unsubscribe}`;
    return {
      html: `${open}</div>${html(h('p', { style: FOOT }, lines))}</body></html>`,
      text: `${source.title}\n${source.link}\n\n${source.plain}\n\n-- \n${words.why(host)}\n${out}\n`,
    };
  };
}

function headOf({ title }: LetterSource): Element {
  return h('head', [
    h('meta', { charset: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light' }),
    h('title', title),
  ]);
}

function titleOf({ title, link: address }: LetterSource): Element {
  return h('h1', { style: TITLE }, [
    h('a', { href: address, style: 'color: #14171c; text-decoration: none;' }, title),
  ]);
}

function link(href: string, words: string): Element {
  return h('a', { href, style: 'color: #6a717c;' }, words);
}

function html(element: Element): string {
  return writer.stringify({ type: 'root', children: [element] });
}

const writer = unified().use(rehypeStringify).freeze();

const FONT = 'font-family: -apple-system, PingFang SC, Microsoft YaHei, sans-serif;';
const WIDTH = 'max-width: 640px; margin: 0 auto;';
const PAGE = 'margin: 0; padding: 24px 16px; background: #ffffff;';
const COLUMN = WIDTH;
const TITLE = `${WIDTH} padding: 0 0 20px; font-size: 26px; line-height: 1.35; color: #14171c; ${FONT}`;
const FOOT = `${WIDTH} padding: 28px 0 0; font-size: 13px; line-height: 1.6; color: #6a717c; ${FONT}`;
/** What mailboxes show after the subject, and nobody sees in the mail. */
const HIDDEN = 'display: none; max-height: 0; overflow: hidden;';

/** A mail in both its forms. */
export interface Written {
  readonly html: string;
  readonly text: string;
}
