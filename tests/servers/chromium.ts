export {
  launchChromium,
  prepareChromium,
  readerAgent,
  whyNoChromium,
} from '../../scripts/browser/chromium.ts';
