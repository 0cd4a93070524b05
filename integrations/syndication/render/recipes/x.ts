import { text } from '../text/text.ts';

export default text({ dialect: 'x', version: 1, unit: 'weighted', most: 280, hashtags: 2 });
