import type { Send } from '../../integrations/syndication/exchange.ts';

const unasked = () => Promise.reject(new Error('this platform is not asked in this way'));

/** The way to a server that nobody may ask anything. */
export const noSend: Send = {
  json: unasked,
  answer: unasked,
  form: unasked,
  bytes: unasked,
  xmlRpc: unasked,
  mail: { keep: unasked, deliver: unasked, who: unasked },
};
