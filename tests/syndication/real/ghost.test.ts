import { startGhost, whyNoGhost } from '../../servers/ghost.ts';
import { describeActs } from './acts.ts';

describeActs('Ghost', { platform: 'ghost', whyNot: whyNoGhost(), start: startGhost, can: { draft: true } });
