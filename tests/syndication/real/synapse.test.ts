import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Synapse, startSynapse, whyNoSynapse } from '../../servers/synapse.ts';
import { openRig } from '../platforms/rig.ts';
import { describeActs } from './acts.ts';

let synapse: Synapse;

describeActs(
  'Synapse, a server of Matrix',
  {
    platform: 'matrix',
    whyNot: whyNoSynapse(),
    start: async () => {
      synapse = await startSynapse();
      return synapse;
    },
  },
  ({ item, open, copies, onlyCopy, edited }) => {
    test('waits as long as Synapse says, and sends each message once', async () => {
      const { run } = await open();
      const items = [1, 2, 3, 4].map((n) => ({
        ...item(),
        id: `${item().id}-limited-${n}`,
        url: `${item().url}${n}/`,
      }));
      await synapse.limit(1);
      const results = await run(items, { sleep: (duration) => setTimeout(duration) });
      await synapse.limit(0);
      expect(results.map(({ outcome }) => outcome)).toEqual(items.map(() => 'done'));
      for (const each of items) expect(await copies(each)).toHaveLength(1);
    });

    test('an encrypted room stops the channel before anything is sent', async () => {
      const content = { algorithm: 'm.megolm.v1.aes-sha2' };
      const account = await synapse.newRoom([{ type: 'm.room.encryption', state_key: '', content }]);
      const { run, proxy } = await openRig('matrix', { ...synapse, account, close: async () => {} });
      expect(await run([item()])).toMatchObject([
        { outcome: 'setup', what: expect.stringContaining('encrypted') },
      ]);
      expect(proxy.log().filter(({ writes }) => writes)).toEqual([]);
    });

    test('a room the account is not in, or that is no room, is a fault of the set-up', async () => {
      for (const account of ['!nothing:localhost', 'no-room']) {
        const { run, proxy } = await openRig('matrix', { ...synapse, account, close: async () => {} });
        expect(await run([item()])).toMatchObject([{ outcome: 'setup' }]);
        expect(proxy.log().filter(({ writes }) => writes)).toEqual([]);
      }
    });

    test('an edit of an edit is what readers see, and the message keeps its id', async () => {
      const { run } = await open();
      await run([item()]);
      const id = await onlyCopy();
      await run([edited()]);
      await run([{ ...edited(), title: 'Edited once more' }]);
      expect(await onlyCopy()).toBe(id);
      const [copy] = (await synapse.posts()).filter((post) => post.id === id);
      expect(copy?.body).toContain('Edited once more');
    });
  },
);
