import { startPds, whyNoPds } from '../../servers/pds.ts';
import { describeActs } from './acts.ts';

describeActs('personal data server of Bluesky', { platform: 'bluesky', whyNot: whyNoPds(), start: startPds });
