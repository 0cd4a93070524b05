import { startSnac, whyNoSnac } from '../../servers/snac.ts';
import { describeActs } from './acts.ts';

describeActs('snac2, which has Mastodon’s API', {
  platform: 'mastodon',
  whyNot: whyNoSnac(),
  start: startSnac,
  can: { delete: false },
});
