import { text } from '../text/text.ts';

/** Links and tags are facets, counted in bytes of UTF-8. */
export default text({
  dialect: 'bluesky',
  version: 1,
  unit: 'graphemes',
  most: 300,
  spans: 'utf8',
  hashtags: 3,
});
