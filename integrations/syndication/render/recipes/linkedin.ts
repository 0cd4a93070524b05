import { escapeLittleText } from '../text/little-text.ts';
import { text } from '../text/text.ts';

export default text({
  dialect: 'linkedin',
  version: 1,
  unit: 'utf16',
  most: 3000,
  hashtags: 3,
  protect: escapeLittleText,
});
