import type { AstroIntegration } from 'astro';
import { gather } from '#domain';
import site from '#site';
import { channelProblems, loadPlatforms } from './settings.ts';

/** Makes sure, however a build was started, that posts can go where `content/site.ts` sends them; sending is the command line's. */
export default function syndication(): AstroIntegration {
  return {
    name: 'byline:syndication',
    hooks: {
      'astro:config:setup': async () => {
        const problems = channelProblems(site.channels, await loadPlatforms());
        if (problems.length > 0) throw gather(problems);
      },
    },
  };
}

export { adopt } from './adopt.ts';
export { type Checkup, checkChannels } from './check-channels.ts';
export { wantedCovers } from './covers.ts';
export { recipeFor, toEdition } from './edition.ts';
export type { Effects, Question } from './effects.ts';
export { Failure } from './failure.ts';
export { readFeed } from './feed.ts';
export { fitPicture } from './fit-picture.ts';
export { type Journal, openJournal, readIntents } from './journal.ts';
export { makeKit, recordByHand } from './kit.ts';
export { kitPage } from './kit-page.ts';
export { LEDGER_FILE, type Ledger, openLedger, readLedger } from './ledger.ts';
export { leastOf } from './limits.ts';
export { qrPng, qrSvg, qrText } from './links/draw-qr.ts';
export { findTarget, type Target } from './links/find-target.ts';
export { type SubmitLink, submitLink } from './links/submit-link.ts';
export { submitSites } from './links/submit-sites.ts';
export { newKey } from './new-key.ts';
export { type Action, plan, type Step } from './plan.ts';
export { rehearse } from './prepare.ts';
export { previewPage } from './preview.ts';
export { publish } from './publish.ts';
export { renderEdition } from './render-edition.ts';
export { renderPictures } from './render-pictures.ts';
export { isLeft, type Result } from './result.ts';
export { createSend, getBytes, getText, whyAbsent } from './send.ts';
export { channelProblems, loadPlatforms, type OpenChannel, openChannels } from './settings.ts';
export { type StatusRow, statusOf } from './status.ts';
export { unpublish } from './unpublish.ts';
export { verify } from './verify.ts';
export { writeId } from './write-id.ts';
