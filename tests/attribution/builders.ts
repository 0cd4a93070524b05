import type { Conversion, Entry, Journey, Offer, Touch } from '#domain';
import type { Count, Lead } from '../../integrations/attribution/collector/store.ts';

/** Things of the domain for tests, plausible where a test has no opinion. */
export const NOW = Date.UTC(2026, 10, 20, 4);

/** The site's zone in these tests: its day begins eight hours before UTC's. */
export const ZONE = 'Asia/Shanghai';

export function count(own: Partial<Count> = {}): Count {
  const id = crypto.randomUUID();
  return { id, at: NOW, kind: 'view', post: null, source: 'direct', offer: null, ...own };
}

export function conversion(own: Partial<Conversion> = {}): Conversion {
  return {
    id: crypto.randomUUID(),
    at: NOW,
    offer: 'consulting',
    kind: 'lead',
    proof: 'form',
    worth: null,
    journey: journey([]),
    ...own,
  };
}

/** A journey that arrives by these sources, an hour a step, and reads the post `on-<source>` each time. */
export function journey(sources: readonly string[], end = NOW): Journey {
  const at = (index: number) => end - (sources.length - index) * 3_600_000;
  return {
    arrivals: sources.map((key, index): Touch => ({ at: at(index), key })),
    reads: sources.map((key, index): Touch => ({ at: at(index), key: `on-${key}` })),
    gap: null,
  };
}

/** A lead of a conversion, from 王小明. */
export function lead(own: Partial<Lead> = {}): Lead {
  const person = { name: '王小明', email: 'wang@reader.example', message: '想聊聊 p99' };
  return { conversion: conversion(), ...person, state: 'new', nextStep: null, nextDay: null, ...own };
}

/** Money the owner wrote down. */
export function entry(own: Partial<Entry> = {}): Entry {
  const money = { amount: 100_00, currency: 'CNY' };
  const told = { source: 'owner', externalId: crypto.randomUUID() };
  return { conversion: null, offer: 'consulting', at: NOW, money, kind: 'sale', ...told, ...own };
}

export function offer(own: Partial<Offer> = {}): Offer {
  return {
    id: 'consulting',
    kind: 'consulting',
    lang: 'en',
    title: 'Consulting',
    description: 'An hour of looking at it together.',
    draft: false,
    url: undefined,
    sponsor: undefined,
    price: undefined,
    worth: undefined,
    featured: false,
    order: undefined,
    per: undefined,
    annual: undefined,
    includes: [],
    audience: [],
    faq: [],
    steps: [],
    syllabus: [],
    places: [],
    sample: undefined,
    hours: undefined,
    people: undefined,
    form: undefined,
    flights: [],
    ...own,
  };
}

export const offers: readonly Offer[] = [
  offer({ worth: { amount: 100_00, currency: 'CNY' } }),
  offer({
    id: 'hosting',
    kind: 'ad',
    url: 'https://hosting.example',
    title: 'Hosting',
    worth: { amount: 50, currency: 'CNY' },
  }),
  offer({
    id: 'course',
    kind: 'course',
    url: 'https://course.example',
    title: 'Course',
    worth: { amount: 300_00, currency: 'CNY' },
  }),
];
