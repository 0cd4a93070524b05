import { expect, test } from 'vitest';
import { formatFor } from '../../integrations/og-images/format.ts';

test.each([
  [1200, 630, 'card', 1200, 630],
  [1000, 420, 'wide', 1143, 480],
  [900, 383, 'wide', 1128, 480],
  [1200, 675, 'card', 1120, 630],
  [900, 900, 'square', 840, 840],
  [1080, 1440, 'square', 840, 1120],
])('%d × %d is laid out on a %s sheet of %d × %d', (width, height, shape, across, down) => {
  expect(formatFor({ width, height })).toMatchObject({ shape, width: across, height: down });
});
