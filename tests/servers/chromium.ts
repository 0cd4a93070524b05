export {
  launchChromium,
  prepareChromium,
  readerAgent,
} from '../../scripts/browser/chromium.ts';
export { whyNoChromium } from '../../scripts/browser/why-no-chromium.ts';
