import { text } from '../text/text.ts';

export default text({ dialect: 'mastodon', version: 1, unit: 'mastodon', most: 500, hashtags: 4 });
