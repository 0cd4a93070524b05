import { describe, expect, test } from 'vitest';
import {
  authoredMoment,
  dateSchema,
  formatDay,
  formatDayOfYear,
  formatMonth,
  isAhead,
  isoDay,
  yearOf,
  zonedMoment,
} from '#domain';

describe('a date in front matter', () => {
  test.each([
    ['2026-11-01', 'Asia/Shanghai', '2026-10-31T16:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-12-01', 'America/New_York', '2026-12-01T05:00:00.000Z'],
    ['2026-11-01', 'UTC', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T09:00+08:00', 'America/New_York', '2026-11-01T01:00:00.000Z'],
    ['2026-11-01 09:00:30 +08:00', 'UTC', '2026-11-01T01:00:30.000Z'],
    ['2026-11-01T08:00+08:00', 'Asia/Shanghai', '2026-11-01T00:00:00.000Z'],
    ['2026-06-01T20:00-04:00', 'America/New_York', '2026-06-02T00:00:00.000Z'],
    // The clocks go forward that night.
    ['2026-10-04', 'Australia/Sydney', '2026-10-03T14:00:00.000Z'],
    ['2026-09-27', 'Pacific/Auckland', '2026-09-26T12:00:00.000Z'],
    // And back.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  ])('%s in %s is %s', (written, zone, moment) => {
    expect(new Date(authoredMoment(dateSchema.parse(written), zone)).toISOString()).toBe(moment);
  });

  test.each(['2026-11-01 09:00', '2026-11-01T09:00', 'yesterday', '2026-13-01', '01/11/2026', 20261101])(
    '%s is refused: it says no zone, or no date',
    (written) => expect(dateSchema.safeParse(written).success).toBe(false),
  );
});

describe('a day as a reader sees it', () => {
  const midnight = authoredMoment(dateSchema.parse('2026-11-01'), 'America/New_York');

  test.each([
    ['zh-CN', '2026年11月1日'],
    ['en', 'November 1, 2026'],
  ])('in %s: %s', (lang, shown) => expect(formatDay(midnight, lang, 'America/New_York')).toBe(shown));

  test('as a calendar day', () => expect(isoDay(midnight, 'America/New_York')).toBe('2026-11-01'));
});

describe('a moment for machines', () => {
  test.each([
    ['2026-10-31T16:00:00Z', 'Asia/Shanghai', '2026-11-01T00:00:00+08:00'],
    ['2026-11-01T12:00:05Z', 'UTC', '2026-11-01T12:00:05+00:00'],
    ['2026-06-01T00:00:00Z', 'America/St_Johns', '2026-05-31T21:30:00-02:30'],
    ['2026-12-01T00:00:00Z', 'America/New_York', '2026-11-30T19:00:00-05:00'],
    ['2026-06-01T00:00:00Z', 'Asia/Kathmandu', '2026-06-01T05:45:00+05:45'],
  ])('%s in %s is %s', (utc, zone, written) => {
    expect(zonedMoment(Date.parse(utc), zone)).toBe(written);
    expect(Date.parse(written)).toBe(Date.parse(utc));
  });
});

describe('a year or a month, as far as it was written', () => {
  test.each([
    ['2019', 'zh', '2019年'],
    ['2019', 'en', '2019'],
    ['2019-04', 'zh', '2019年4月'],
    ['2019-04', 'en', 'Apr 2019'],
    ['2019-12-31', 'en', 'Dec 2019'],
  ])('%s in %s is %s', (written, lang, said) => expect(formatMonth(written, lang)).toBe(said));
});

test('a day and its year are those of the zone', () => {
  const evening = Date.parse('2026-12-31T20:00Z');
  expect(formatDayOfYear(evening, 'zh', 'Asia/Shanghai')).toBe('1月1日');
  expect(formatDayOfYear(evening, 'en', 'UTC')).toBe('Dec 31');
  expect(yearOf(evening, 'Asia/Shanghai')).toBe('2027');
  expect(yearOf(evening, 'UTC')).toBe('2026');
});

describe('a talk of November 1 in Shanghai is to come', () => {
  test.each([
    ['2026-10-31T10:00+08:00', true],
    ['2026-11-01T23:59+08:00', true],
    ['2026-11-02T00:01+08:00', false],
  ])('on %s: %s', (now, ahead) => {
    const held = authoredMoment('2026-11-01', 'Asia/Shanghai');
    expect(isAhead({ held }, Date.parse(now), 'Asia/Shanghai')).toBe(ahead);
  });
});
