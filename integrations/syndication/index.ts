import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import site from '#site';
import { valueModule } from '../foundation/value-module.ts';
import { loadPlatforms, openChannels } from './channels/settings.ts';
import { type Proofs, proofsOf } from './proofs/proofs.ts';
import { LEDGER_FILE, readLedger } from './records/ledger.ts';

/**
 * Makes sure, however a build was started, that posts can go where `content/site.ts` sends them; sending is the command
 * line's. Pages learn from `byline:proofs` what to say of the copies that are out.
 *
 * @param folders `content` is the author's folder, where the ledger is
 */
export default function syndication(folders: { readonly content: string }): AstroIntegration {
  return {
    name: 'byline:syndication',
    hooks: {
      'astro:config:setup': async ({ config, injectRoute, updateConfig }) => {
        const proofs = await proofsOfSite(resolve(fileURLToPath(config.root), folders.content));
        updateConfig({ vite: { plugins: [valueModule('byline:proofs', { ...proofs })] } });
        const entrypoint = new URL('./proofs/proof-file.ts', import.meta.url);
        for (const pattern of Object.keys(proofs.files)) injectRoute({ pattern, entrypoint });
      },
    },
  };
}

/** @throws {Problem} for each channel that is set up wrongly */
async function proofsOfSite(content: string): Promise<Proofs> {
  const surroundings = { platforms: await loadPlatforms(), env: {}, timeZone: site.timeZone };
  const channels = openChannels(site.channels, surroundings);
  const isAsked = channels.some(({ platform }) => platform.proof !== undefined);
  const ledger = isAsked ? await readLedger(resolve(content, LEDGER_FILE)) : [];
  return proofsOf(ledger, channels, site.url.replace(/\/+$/, ''));
}

export { rehearse } from './attempt/prepare.ts';
export { channelProblems } from './channels/channel-problems.ts';
export { type Checkup, checkChannels } from './channels/check-channels.ts';
export { loadPlatforms, type OpenChannel, openChannels } from './channels/settings.ts';
export { adopt } from './copies/adopt.ts';
export { unpublish } from './copies/unpublish.ts';
export { verify } from './copies/verify.ts';
export { recipeFor, toEdition } from './editions/edition.ts';
export { readFeed } from './editions/feed.ts';
export { leastOf } from './editions/limits.ts';
export { previewPage } from './editions/preview.ts';
export { renderEdition } from './editions/render-edition.ts';
export { Failure } from './failure.ts';
export { makeKit, recordByHand } from './kit/kit.ts';
export { kitPage } from './kit/kit-page.ts';
export { qrPng, qrSvg, qrText } from './links/draw-qr.ts';
export { findTarget, type Target } from './links/find-target.ts';
export { type SubmitLink, submitLink } from './links/submit-link.ts';
export { submitSites } from './links/submit-sites.ts';
export { createSend, getBytes, getText, whyAbsent } from './network/send.ts';
export { openMailing } from './newsletter/open-mailing.ts';
export { readSubscribers, type Subscriber } from './newsletter/subscribers.ts';
export { fitPicture } from './pictures/fit-picture.ts';
export { renderPictures } from './pictures/render-pictures.ts';
export { wantedCovers } from './plan/covers.ts';
export { plan, type Step } from './plan/plan.ts';
export { type StatusRow, statusOf } from './plan/status.ts';
export type { Action } from './plan/verdict.ts';
export { newsletterOptions } from './protocols/newsletter-options.ts';
export type { Effects, Question } from './publish/effects.ts';
export { newKey } from './publish/new-key.ts';
export { publish } from './publish/publish.ts';
export { firstSent, isLeft, type Result } from './publish/result.ts';
export { type Intent, type Journal, openJournal, readIntents } from './records/journal.ts';
export { LEDGER_FILE, type Ledger, openLedger, readLedger } from './records/ledger.ts';
export { writeId } from './records/write-id.ts';
export { inEnglish } from './sayings.ts';
export type { Desk, DeskAsked, DeskRun } from './studio/desk.ts';
export { createRuns, type Runs } from './studio/runs.ts';
export { publishingWing } from './studio/wing.ts';
export { type Bridge, createBridge } from './wechatsync/bridge.ts';
export { throughWechatsync } from './wechatsync/index.ts';
