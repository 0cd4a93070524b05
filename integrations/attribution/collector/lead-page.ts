import { html } from 'hono/html';
import type { Lang } from '#domain';
import type { LeadForm } from './lead-form.ts';

/** What a form without JavaScript gets: what was filled in, with a token now, to look over and send. */
export function confirmPage({ form, token, lang, problems, note }: ConfirmView): Page {
  const words = leadWords(lang);
  const hidden = { ...pick(form), token };
  return frame(
    lang,
    words.confirm,
    html`<p role="alert">${note ?? words.lookOver}</p>
    <form method="post" action="">
      ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
      <p hidden><label>Website <input name="website" autocomplete="off" tabindex="-1"></label></p>
      ${field('name', words.name, problems['name'], html`<input id="name" name="name" required maxlength="100" autocomplete="name" value="${form.name}">`)}
      ${field('email', words.email, problems['email'], html`<input id="email" name="email" type="email" required maxlength="254" autocomplete="email" value="${form.email}">`)}
      ${field('message', words.message, problems['message'], html`<textarea id="message" name="message" required maxlength="4000" rows="8">${form.message}</textarea>`)}
      <button>${words.send}</button>
    </form>`,
  );
}

/** One sentence and the way back. */
export function noticePage(lang: Lang, title: string, back: string): Page {
  return frame(lang, title, html`<p><a href="${back}">${leadWords(lang).back}</a></p>`);
}

/** The words of the form's answers; any language but Chinese reads English. */
export function leadWords(lang: Lang): LeadWords {
  return lang.startsWith('zh') ? zh : en;
}

function frame(lang: Lang, title: string, body: Page): Page {
  return html`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${title}</title>
    <style>
      :root { color-scheme: light dark; font: 1.0625rem/1.7 system-ui, sans-serif; }
      body { max-width: 36rem; margin: 12vh auto; padding: 0 1.25rem; }
      h1 { font-size: 1.5rem; line-height: 1.3; }
      label, input:not([type='hidden']), textarea { display: block; width: 100%; box-sizing: border-box; }
      input, textarea, button { font: inherit; padding: 0.5rem 0.7rem; margin-bottom: 0.4rem; }
      .problem { color: light-dark(#b3261e, #ffb4ab); margin: 0 0 0.8rem; }
    </style>
  </head>
  <body>
    <main><h1>${title}</h1>${body}</main>
  </body>
</html>`;
}

function field(name: string, label: string, problem: string | undefined, input: Page): Page {
  return html`<label for="${name}">${label}</label>${input}
    ${problem === undefined ? '' : html`<p class="problem">${problem}</p>`}`;
}

function pick({ offer, lang, reader, back }: LeadForm): Record<string, string> {
  return { offer, lang, reader, back };
}

const en = {
  confirm: 'Please look this over and send it',
  lookOver: 'This is what you wrote. Press the button once more to send it.',
  again: 'That took too long, or was sent before. Please look it over and press the button once more.',
  slowDown: 'Too many messages from your network. Please try again in a minute.',
  fixFields: 'Something is missing.',
  name: 'Your name',
  email: 'Your e-mail',
  message: 'What is it about?',
  send: 'Send',
  sent: 'Thank you. Your message has arrived.',
  back: 'Back',
  tooLarge: 'Your message is too long. Go back and shorten it.',
  unreadable: 'The form could not be read.',
  noOffer: 'This offer does not take messages any more.',
  problems: {
    name: 'Please write your name.',
    email: 'Please write a valid e-mail address.',
    message: 'Please write a message of at most 4,000 characters.',
  } as Readonly<Record<string, string>>,
};

const zh: LeadWords = {
  confirm: '请确认后发送',
  lookOver: '这是你填写的内容，再按一次按钮就会发送。',
  again: '等待太久，或者已经发送过。请确认内容，再按一次按钮。',
  slowDown: '你所在的网络发送过于频繁，请一分钟后再试。',
  fixFields: '还有内容需要补充。',
  name: '怎么称呼你',
  email: '邮箱',
  message: '想聊什么',
  send: '发送',
  sent: '谢谢，你的留言已经收到。',
  back: '返回',
  tooLarge: '留言太长，请返回缩短后再发送。',
  unreadable: '无法读取这份表单。',
  noOffer: '这项服务已不再接受留言。',
  problems: {
    name: '请填写你的称呼。',
    email: '请填写有效的邮箱地址。',
    message: '请填写留言，不超过 4000 字。',
  },
};

type LeadWords = typeof en;

/** HTML with every value escaped. */
type Page = ReturnType<typeof html>;

export interface ConfirmView {
  readonly form: LeadForm;
  readonly token: string;
  readonly lang: Lang;
  /** Field → what is wrong with it. */
  readonly problems: Readonly<Record<string, string>>;
  /** Why it is shown again. @default that it has to be confirmed */
  readonly note?: string | undefined;
}
