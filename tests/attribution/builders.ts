import type { Conversion, Journey, Offer, Step, Touch } from '#domain';

/** Things of the domain for tests, plausible where a test has no opinion. */
export const NOW = Date.UTC(2026, 10, 20, 4);

export function touch(own: Partial<Touch> = {}): Touch {
  return {
    id: crypto.randomUUID(),
    reader: READER,
    at: NOW,
    post: null,
    channel: 'direct',
    ...own,
  };
}

export function conversion(own: Partial<Conversion> = {}): Conversion {
  return {
    id: crypto.randomUUID(),
    reader: READER,
    at: NOW,
    offer: 'consulting',
    kind: 'lead',
    proof: 'form',
    earned: null,
    ...own,
  };
}

/** A journey over these channels, an hour a step; each step reads the post `on-<channel>`. */
export function journey(channels: readonly string[], own: Partial<Conversion> = {}): Journey {
  const steps = channels.map((channel, index): Step => {
    const at = NOW - (channels.length - index) * 3_600_000;
    return { ...touch({ at, post: `on-${channel}` }), channel };
  });
  return { conversion: conversion(own), steps };
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
    ...own,
  };
}

export const READER = '6f1f3f0e-6a53-4a57-9c5b-0d2f3a4b5c6d';

export const offers: readonly Offer[] = [
  offer({ worth: { amount: 100_00, currency: 'CNY' } }),
  offer({ id: 'hosting', kind: 'ad', title: 'Hosting', worth: { amount: 50, currency: 'CNY' } }),
  offer({ id: 'course', kind: 'course', title: 'Course', worth: { amount: 300_00, currency: 'CNY' } }),
];
