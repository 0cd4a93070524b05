import { describe, expect, test } from 'vitest';
import { inLanguage, type Journey } from '#domain';
import { attribute } from '../../integrations/attribution/attribute.ts';
import { loadModels } from '../../integrations/attribution/load-models.ts';
import { journey } from '../attribution/builders.ts';

const models = await loadModels();

/** Of one touch and of many, of one channel and of several, of an amount that splits and of those that do not. */
const journeys: readonly Journey[] = [
  ['direct'],
  ['search', 'email'],
  ['search', 'search', 'search'],
  ['search', 'social', 'email', 'direct', 'search', 'social', 'email'],
  Array.from({ length: 100 }, (_, index) => `channel-${index % 7}`),
].flatMap((channels) =>
  [0, 1, 100, 99_999_99].map((amount) => journey(channels, { earned: { amount, currency: 'CNY' } })),
);

test('there are models', () => {
  expect([...models.keys()]).toEqual(expect.arrayContaining(['first-touch', 'last-touch', 'linear']));
});

describe.each([...models])('model %s', (_id, model) => {
  test('says what it is called and when to ask it', () => {
    for (const lang of ['en', 'zh']) {
      expect(inLanguage(model.title, lang)).toMatch(/\S/);
      expect(inLanguage(model.about, lang)).toMatch(/[.。]$/);
    }
  });

  test('weighs every step finite and not negative', () => {
    const weights = journeys.flatMap((each) =>
      each.steps.map((step, index) => model.weigh(step, index, each)),
    );
    expect(weights.filter((weight) => !Number.isFinite(weight) || weight < 0)).toEqual([]);
  });

  test('is the same each time it is asked', () => {
    expect(attribute(journeys, model, [])).toEqual(attribute(journeys, model, []));
  });

  test.each(journeys)('gives each conversion one whole credit, to the minor unit (%#)', (each) => {
    const credits = attribute([each], model, []);
    expect(credits.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(credits.reduce((sum, { earned }) => sum + (earned?.amount ?? 0), 0)).toBe(
      each.conversion.earned?.amount,
    );
  });
});

/** Conversions by journey and the credit each channel has: published vectors, recomputed by hand. */
const paths = [
  { channels: ['direct'], times: 2 },
  { channels: ['search', 'email'], times: 3 },
  { channels: ['search', 'social', 'email'], times: 5 },
];

const published = [
  { id: 'first-touch', credit: { direct: 2, search: 8, social: 0, email: 0 } },
  { id: 'last-touch', credit: { direct: 2, search: 0, social: 0, email: 8 } },
  { id: 'linear', credit: { direct: 2, search: 19 / 6, social: 5 / 3, email: 19 / 6 } },
];

test.each(published)('$id gives the published credit', ({ id, credit }) => {
  const model = models.get(id);
  if (model === undefined) throw new Error(`there is no model ${id}`);
  const converted = paths.flatMap(({ channels, times }) =>
    Array.from({ length: times }, () => journey(channels)),
  );
  const credits = attribute(converted, model, []);
  for (const [channel, expected] of Object.entries(credit)) {
    const given = credits.filter((each) => each.channel === channel);
    expect(given.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(expected, 12);
  }
});
