import { definePlatform, Failure, most } from '../platform.ts';
import { text } from '../render/text/text.ts';

/** A channel on Slack, by an incoming webhook: it takes a message and says no more of it, so an edit is made by hand. */
export default definePlatform({
  name: 'Slack',
  url: 'https://hooks.slack.com/services',
  secrets: {
    webhook:
      'what stands after /services/ in the address of the webhook: api.slack.com/apps → Incoming Webhooks',
  },
  render: [text({ dialect: 'slack', version: 1, unit: 'characters', most: 4000, protect: protectMarks })],
  limits: [most('body', 4000)],
  pace: 1_000,

  api: {
    judge({ status, headers, body }) {
      const wait = Number(headers.get('retry-after') ?? 0) * 1000;
      if (status === 429) return new Failure('later', 'Slack asked to wait', { wait, unsent: true });
      const said = typeof body === 'string' ? body : '';
      if (
        /no_service|invalid_token|no_active_hooks|channel_(?:not_found|is_archived)|no_team|team_disabled/.test(
          said,
        )
      )
        return new Failure('setup', `Slack: ${said}`, {
          hint: 'Look at WEBHOOK of this channel in .env, and at the app on Slack.',
        });
      return status === 400 ? new Failure('refused', `Slack: ${said}`) : undefined;
    },

    async create({ body }, { url, secrets, send }) {
      await send.json({
        method: 'POST',
        url: `${url}/${secrets.webhook}`,
        body: { text: body, unfurl_links: true },
      });
      return {};
    },
  },
});

/** Slack reads three characters as marks. */
function protectMarks(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
