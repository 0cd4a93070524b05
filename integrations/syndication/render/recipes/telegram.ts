import { text } from '../text/text.ts';

/** Links, tags and bold are entities, counted in code units of UTF-16. */
export default text({
  dialect: 'telegram',
  version: 1,
  unit: 'utf16',
  most: 4096,
  spans: 'utf16',
  hashtags: 5,
});
