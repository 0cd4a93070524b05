import { text } from '../text/text.ts';

/** An event has 64 KiB, which hold the text twice: plain, and as HTML. */
export default text({ dialect: 'matrix', version: 1, unit: 'utf8', most: 16_000, spans: 'utf16' });
