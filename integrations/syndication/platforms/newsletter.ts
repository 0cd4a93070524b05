import { definePlatform } from '../platform.ts';
import { newsletterOptions } from '../protocols/newsletter-options.ts';
import { letter } from '../render/mail/letter.ts';
import newsletter from '../render/recipes/newsletter.ts';

/**
 * A newsletter over a mail server of the author's own, which `SMTP_URL` in the environment names. Each subscriber gets a
 * mail of their own, once, however often a run dies. Pictures travel within the mail, since mail programs draw neither
 * SVG nor WebP and many ask before they load any.
 */
export default definePlatform({
  name: 'Newsletter',
  url: 'smtp:',
  secrets: {},
  render: [newsletter],
  options: newsletterOptions,
  summary: { most: 140, unit: 'characters' },
  limits: [{ part: 'title', most: 200, unit: 'characters' }],
  pictures: { formats: ['jpg', 'png', 'gif'], maxBytes: 400_000, maxWidth: 1280 },
  needsSince: 'Without it, every post there is would be mailed.',
  cost: () => 'it is mailed to every subscriber, and no mail can be taken back',

  api: {
    keyed: true,
    final: true,

    who: ({ send }) => send.mail.who(),

    async upload(picture, { send }) {
      return picture.use === 'cover' ? {} : send.mail.keep(picture);
    },

    async create(edition, { send }) {
      const { post, channel, title, summary, lang, link, body, plain = '' } = edition;
      const write = letter({ title, summary, lang, link, body, plain });
      await send.mail.deliver({ post, channel, subject: title, write });
      return {};
    },
  },
});
