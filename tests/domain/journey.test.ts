import { describe, expect, test } from 'vitest';
import { type Conversion, DIRECT, journeyOf, type Touch } from '#domain';

const conversion: Conversion = {
  id: 'c',
  reader: 'r',
  at: 100,
  offer: 'o',
  kind: 'lead',
  proof: 'form',
  earned: null,
};

/** `channel post`, `-` for none. */
function touches(...lines: string[]): Touch[] {
  return lines.map((line, index) => {
    const [channel = '-', post = '-'] = line.split(' ');
    const none = (word: string) => (word === '-' ? null : word);
    return { id: `t${index}`, reader: 'r', at: index, channel: none(channel), post: none(post) };
  });
}

describe('a journey', () => {
  test.each([
    ['nothing before', [], []],
    ['an arrival on a post', ['dev a'], ['dev a']],
    ['a page turned within the site keeps the channel', ['dev a', '- b'], ['dev a', 'dev b']],
    ['the pricing page in between takes nothing', ['dev a', '- -', '- b'], ['dev a', 'dev b']],
    ['an arrival counts though no post is read', ['google -', '- a'], ['google -', 'google a']],
    ['a second arrival is a step of its own', ['dev a', 'direct a'], ['dev a', 'direct a']],
    ['a page turned before any arrival is direct', ['- a'], [`${DIRECT} a`]],
  ])('%s', (_, before, steps) => {
    const journey = journeyOf(conversion, touches(...before));
    expect(journey.steps.map(({ channel, post }) => `${channel} ${post ?? '-'}`)).toEqual(steps);
  });
});
