import parts from 'byline:beacon-part/page-parts';
import type { Beacon, Step } from './beacon.ts';

/** Two clicks on one offer within this many milliseconds are one. */
const CLICKS_APART = 18e5;

/** The path of a file of the site that is neither a page nor a feed. */
const FILE = /\.(?!html|xml|json|md)\w+$/;

/** What is in view, and since which second. */
const inView = new Map<HTMLElement, number>();

/** Offers that were seen on this page; undefined stands for the end of its text. */
const told = new Set<string | undefined>();

let beacon: Beacon;
let body: HTMLElement | undefined;

/** As long as this page was visible. */
let seconds = 0;

const eye = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const element = target as HTMLElement;
      if (isIntersecting) inView.set(element, seconds);
      // Who was at the end of a text has been there.
      else if (element.dataset['offer']) inView.delete(element);
    }
  },
  { threshold: 0.5 },
);

/**
 * Tells what happens on a page: offers seen and clicked, a post read to its end, files taken, links followed away. An
 * offer is seen once half of it was in view for a second. A post is read once its end was in view and the page was
 * visible for the seconds that `data-read` says.
 *
 * Called for each page that is shown, and again where pages change without loading.
 *
 * @param from where the reader arrived from; undefined where a page of the site led here
 * @param isNew false after a reload and on the way back, which are no new readings
 */
export function watch(given: Beacon, from: Step[1] | undefined, isNew: boolean): void {
  if (body === document.body) return;
  beacon = given;
  if (!body) {
    setInterval(tick, 1000);
    addEventListener('click', follow);
    addEventListener('auxclick', follow);
  }
  body = document.body;
  seconds = 0;
  inView.clear();
  told.clear();
  eye.disconnect();
  if (isNew) for (const element of body.querySelectorAll('[data-offer],[data-read]')) eye.observe(element);
  if (body.querySelector('[data-lead],[data-flights]') || given.settings.key !== 'byline')
    import(parts).then(({ addParts }) => addParts(given, from));
}

function tick(): void {
  if (document.hidden) return;
  seconds++;
  for (const [{ dataset }, since] of inView) {
    const { offer, read } = dataset;
    // The second in which it came into view was not a whole one.
    const isDue = offer ? seconds - since > 1 : seconds >= +(read || 0);
    if (isDue && !told.has(offer)) {
      told.add(offer);
      beacon.send(offer ? { type: 'seen', offer } : { type: 'read' });
    }
  }
}

/** The left and the middle button follow a link. */
function follow({ target, button }: MouseEvent): void {
  const link = (target as Element).closest('a');
  if (!link || button > 1) return;
  const { host, pathname, dataset } = link;
  const { offer, key } = dataset;
  if (!offer) {
    // A mail address has no host.
    if (host && host !== location.host) beacon.send({ type: 'out', to: host });
    else if (host && FILE.test(pathname)) beacon.send({ type: 'file', to: pathname });
    return;
  }
  const journey = beacon.journey();
  const place = `byline ${offer}`;
  const isRepeat = journey.steps?.some(
    ([at, , , before]) => before === offer && journey.now - at < CLICKS_APART,
  );
  const id = isRepeat ? sessionStorage[place] : beacon.send({ type: 'click', offer, journey });
  // The shop tells of the sale by this key. A second click has the id of the first one in this tab.
  if (key && id) {
    link.search += `&${key}=${id}`;
    dataset['key'] = '';
  }
  if (isRepeat) return;
  if (journey.steps) sessionStorage[place] = id;
  beacon.remember(0, 0, offer);
}
