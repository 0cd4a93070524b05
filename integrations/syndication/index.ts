export { wantedCovers } from './covers.ts';
export { hashEdition, toEdition } from './edition.ts';
export { readFeed } from './feed.ts';
export { type Ledger, openLedger, readLedger } from './ledger.ts';
export { plan, type Step } from './plan.ts';
export { type Effects, publish, type Result } from './publish.ts';
export { createSend, getText, whyAbsent } from './send.ts';
export { channelProblems, loadPlatforms, type OpenChannel, openChannels } from './settings.ts';
