import { h } from 'hastscript';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { english as englishSayings, sayIn } from '../sayings.ts';
import { chineseSayings } from '../sayings-zh.ts';
import type { MadeKit } from './kit.ts';

/**
 * A page that holds a post ready for an author's hands: the form the platform takes is copied by one click, its editor
 * opens, and what else it asks stands below in the order of its form. It needs no server but the site, for pictures.
 */
export function kitPage(kit: MadeKit): string {
  const isChinese = kit.lang.startsWith('zh');
  const words = isChinese ? chinese : english;
  const sayings = isChinese ? chineseSayings : englishSayings;
  const page = h('html', { lang: kit.lang }, [
    h('head', [
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width' }),
      h('title', `${kit.platform}: ${kit.title}`),
      h('style', style),
    ]),
    h('body', [
      h('h1', `${kit.platform} · ${kit.title}`),
      ...kit.notes.map((note) => h('p', { class: 'notice', role: 'note' }, sayIn(sayings, note))),
      h('p', [
        copyButton(words.copyBody, 'body', kit.form === 'html' ? 'html' : 'text'),
        ' ',
        h('a', { class: 'button', href: kit.editor, target: '_blank', rel: 'noreferrer' }, words.open),
      ]),
      h('ol', [
        ...[{ what: words.title, value: kit.title as string | undefined }, ...kit.asks].map(
          ({ what, value }, index) => ask(what, value, `ask-${index}`, words),
        ),
        h('li', check(`${words.after}npx byline published ${kit.post} --to ${kit.channel} <URL>`)),
      ]),
      ...pictureList(kit, words),
      h('h2', words.body),
      kit.form === 'html'
        ? h('div', { id: 'body', class: 'body rich' }, rawHtml(kit.body))
        : h('pre', { id: 'body', class: 'body' }, kit.body),
      h('script', script),
    ]),
  ]);
  return `<!doctype html>${unified()
    .use(rehypeStringify, { allowDangerousHtml: true })
    .stringify({ type: 'root', children: [page] })}`;
}

type Words = Readonly<
  Record<'copyBody' | 'copy' | 'open' | 'title' | 'after' | 'pictures' | 'cover' | 'body', string>
>;

const english: Words = {
  copyBody: 'Copy the text',
  copy: 'Copy',
  open: 'Open the editor',
  title: 'Title',
  after: 'Once it is out, run: ',
  pictures: 'Pictures, in the order of the text: upload each where it stands',
  cover: 'Cover',
  body: 'The text',
};

const chinese: Words = {
  copyBody: '复制正文',
  copy: '复制',
  open: '打开编辑器',
  title: '标题',
  after: '发布以后运行：',
  pictures: '图片，按正文顺序：逐张上传到原来的位置',
  cover: '封面',
  body: '正文',
};

function ask(what: string, value: string | undefined, id: string, words: Words) {
  if (value === undefined || value === '') return h('li', check(what));
  return h('li', [check(what), h('pre', { id }, value), copyButton(words.copy, id, 'text')]);
}

function check(what: string) {
  return h('label', [h('input', { type: 'checkbox' }), ` ${what}`]);
}

function copyButton(label: string, from: string, form: 'html' | 'text') {
  return h('button', { type: 'button', 'data-copy': from, 'data-form': form }, label);
}

function pictureList({ cover, pictures }: MadeKit, words: Words) {
  const all = [...(cover === undefined ? [] : [{ address: cover, alt: words.cover }]), ...pictures];
  if (all.length === 0) return [];
  const items = all.map(({ address, alt }) =>
    h('li', [
      h('a', { href: address, download: '' }, [h('img', { src: address, alt, loading: 'lazy' })]),
      h('span', alt),
    ]),
  );
  return [h('h2', words.pictures), h('ol', { class: 'pictures' }, items)];
}

/** The recipe's own HTML, as it will be pasted. */
function rawHtml(value: string) {
  return { type: 'raw', value } as never;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
body { max-width: 760px; margin: 0 auto; padding: 24px 16px; word-break: break-word; }
h1 { font-size: 22px; line-height: 1.35; }
h2 { margin-top: 32px; font-size: 17px; }
li { margin: 12px 0; }
button, .button { display: inline-block; min-height: 44px; padding: 0 16px; border: 1px solid #8888; border-radius: 8px; background: #8882; color: inherit; font: inherit; line-height: 42px; text-decoration: none; cursor: pointer; }
pre { margin: 8px 0; padding: 12px; border: 1px solid #8886; border-radius: 8px; white-space: pre-wrap; font-size: 14px; }
.body { max-height: 640px; overflow: auto; border: 1px solid #8886; border-radius: 8px; padding: 12px; }
/* Its own colours are made for a white page. */
.rich { background: #fff; color: #222; color-scheme: light; }
.pictures { display: flex; flex-wrap: wrap; gap: 12px; padding: 0; list-style: none; }
.pictures li { width: 160px; margin: 0; font-size: 13px; }
img { max-width: 100%; height: auto; }
.notice { padding: 8px 12px; border: 1px solid #b98a0080; border-radius: 8px; background: #e3a90022; }
`;

/** Copies rich text as rich text, with its plain form beside it. */
const script = `
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const types = { 'text/plain': new Blob([source.innerText], { type: 'text/plain' }) };
  if (button.dataset.form === 'html') types['text/html'] = new Blob([source.innerHTML], { type: 'text/html' });
  else types['text/plain'] = new Blob([source.textContent], { type: 'text/plain' });
  await navigator.clipboard.write([new ClipboardItem(types)]);
  const label = button.textContent;
  button.textContent = '✓ ' + label;
  setTimeout(() => { button.textContent = label; }, 1500);
});
`;
