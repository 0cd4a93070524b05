import type { Lang } from '#domain';
import type { DropReason } from './guard.ts';

/** The words of the form's answers; any language but Chinese reads English. */
export function leadWords(lang: Lang): LeadWords {
  return lang.startsWith('zh') ? zh : en;
}

/** What a person is told of why their form was not taken. */
export function refusalIn(lang: Lang, reason: DropReason, isEarly = false): string {
  const words = leadWords(lang);
  if (reason === 'too-large') return words.tooLarge;
  if (reason === 'unknown-offer') return words.noOffer;
  if (reason === 'rate-limited') return words.slowDown;
  if (reason === 'honeypot') return words.filled;
  if (reason === 'token') return isEarly ? words.early : words.again;
  return words.unreadable;
}

/** Field → what is wrong with it. */
export function problemsIn(lang: Lang, fields: readonly string[]): Record<string, string> {
  const { problems } = leadWords(lang);
  return Object.fromEntries(fields.map((field) => [field, problems[field] ?? field]));
}

const en = {
  confirm: 'Please look this over and send it',
  lookOver: 'This is what you wrote. Press the button once more to send it.',
  again: 'That took too long, or was sent before. Please look it over and press the button once more.',
  early: 'That was very quick. Please press the button once more.',
  slowDown: 'Too many messages from your network. Please try again in a minute.',
  fixFields: 'Please put right what is marked.',
  name: 'Your name',
  email: 'Your e-mail',
  message: 'What is it about?',
  send: 'Send',
  sent: 'Thank you. Your message has arrived.',
  back: 'Back',
  tooLarge: 'Your message is too long. Go back and shorten it.',
  unreadable: 'The form could not be read. Please reload the page and try again.',
  filled:
    'A field that has to stay empty was filled in, perhaps by your browser. Please reload the page and try again.',
  down: 'Something is broken on our side, not yours. Please try again in a moment.',
  blank: 'Leave this empty',
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
  early: '按得太快了，请再按一次按钮。',
  slowDown: '你所在的网络发送过于频繁，请一分钟后再试。',
  fixFields: '请修改标出的内容。',
  name: '怎么称呼你',
  email: '邮箱',
  message: '想聊什么',
  send: '发送',
  sent: '谢谢，你的留言已经收到。',
  back: '返回',
  tooLarge: '留言太长，请返回缩短后再发送。',
  unreadable: '无法读取这份表单，请刷新页面后再试。',
  filled: '有一栏本该留空却填了内容，可能是浏览器自动填写的。请刷新页面后再试。',
  down: '是我们这边出了问题，与你无关。请稍后再试。',
  blank: '请不要填写这一栏',
  noOffer: '这项服务已不再接受留言。',
  problems: {
    name: '请填写你的称呼。',
    email: '请填写有效的邮箱地址。',
    message: '请填写留言，不超过 4000 字。',
  },
};

type LeadWords = typeof en;
