import type { Event, PodcastEpisode } from 'schema-dts';
import { isoDay, type Site, type Talk, zonedMoment } from '#domain';
import { person, type Thing } from './thing.ts';

/**
 * Talks and trainings as events, where the author says where they are held, without which an event is none to
 * search engines; podcasts as episodes.
 */
export function talkThings(talks: readonly Talk[], about: TalksAbout, site: Site): Thing[] {
  return talks.flatMap((talk): Thing[] => {
    if (talk.kind === 'podcast') return [episode(talk, about, site)];
    return talk.place === undefined ? [] : [event(talk, talk.place, about, site)];
  });
}

function event(talk: Talk, place: string, { url, language, image, online }: TalksAbout, site: Site): Event {
  const isOnline = place.toLowerCase() === online.toLowerCase();
  const mode = isOnline ? 'OnlineEventAttendanceMode' : 'OfflineEventAttendanceMode';
  return {
    '@type': talk.kind === 'training' ? 'EducationEvent' : 'Event',
    ...told(talk, url),
    inLanguage: language,
    image,
    startDate: startOf(talk, site),
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: `https://schema.org/${mode}`,
    location: isOnline
      ? { '@type': 'VirtualLocation', url: talk.url ?? addressOf(talk, url) }
      : { '@type': 'Place', name: place, address: place },
    organizer: { '@type': 'Organization', name: talk.event, ...linked(talk) },
    performer: person(site),
  };
}

function episode(talk: Talk, { url, language }: TalksAbout, site: Site): PodcastEpisode {
  return {
    '@type': 'PodcastEpisode',
    ...told(talk, url),
    inLanguage: language,
    datePublished: startOf(talk, site),
    partOfSeries: { '@type': 'PodcastSeries', name: talk.event, ...linked(talk) },
    actor: person(site),
  };
}

function told(talk: Talk, url: string) {
  const { title, description } = talk;
  return {
    '@id': addressOf(talk, url),
    url: addressOf(talk, url),
    name: title,
    ...(description === undefined ? {} : { description }),
  };
}

function linked({ url }: Talk): { url?: string } {
  return url === undefined ? {} : { url };
}

/** The day; the moment where the author names one. */
function startOf({ held }: Talk, { timeZone }: Site): string {
  const moment = zonedMoment(held, timeZone);
  return moment.includes('T00:00:00') ? isoDay(held, timeZone) : moment;
}

/** Where it stands on the page of talks. */
function addressOf({ slug }: Talk, url: string): string {
  return `${url}#${slug}`;
}

/** What the talks' descriptions need beside them; addresses are whole. */
export interface TalksAbout {
  /** Of the page they are on. */
  readonly url: string;
  /** As `<html lang>` has it. */
  readonly language: string;
  readonly image: string;
  /** What the author's language calls a place that is none. */
  readonly online: string;
}
