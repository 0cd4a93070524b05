import { expect, test } from 'vitest';
import { calendarSpan, postSchema } from '#domain';

const post = (effort: unknown) =>
  postSchema.safeParse({ title: 'T', description: 'D', date: '2026-11-01', effort });

test.each([
  ['6h', 360],
  ['45m', 45],
  ['2h30m', 150],
  ['1.5h', 90],
])('%s of writing are %i minutes', (written, minutes) => {
  expect(post(written).data?.effort).toBe(minutes);
});

test.each(['6', '0h', 'h', '', '6 hours', '-1h', '1h 30m', 6])('“%s” is no length of time', (written) => {
  expect(post(written).success).toBe(false);
});

test.each([
  ['month', '2026-10-31T16:00:00.000Z', '2026-11-30T16:00:00.000Z'],
  ['year', '2025-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
] as const)('the calendar %s of a moment begins where the site is', (span, from, to) => {
  for (const at of [from, '2026-11-20T04:00:00.000Z', new Date(Date.parse(to) - 1).toISOString()]) {
    const found = calendarSpan(span, Date.parse(at), 'Asia/Shanghai');
    expect([found.from, found.to].map((moment) => new Date(moment).toISOString())).toEqual([from, to]);
  }
});
