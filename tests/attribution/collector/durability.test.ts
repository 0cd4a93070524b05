import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../integrations/attribution/collector/store.ts';
import { browser, view } from './collector.ts';

const program = fileURLToPath(new URL('./serve.ts', import.meta.url));

test('what was acknowledged over a real port is there after the process is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'byline-'));
  const file = join(folder, 'byline.db');
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });
  const [port] = await once(child.stdout, 'data');
  const events = `http://127.0.0.1:${String(port).trim()}/api/events`;

  let acknowledged = 0;
  const keepSending = async () => {
    for (;;) {
      const { status } = await fetch(events, {
        method: 'POST',
        body: JSON.stringify(view()),
        headers: browser,
      });
      expect(status).toBe(202);
      acknowledged += 1;
      // Killed in the middle of things: others are still waiting for their answer.
      if (acknowledged === 200) child.kill('SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: 20 }, keepSending));
  await (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined);

  const store = await openStore({
    database: file,
    now: Date.now,
    timeZone: 'Asia/Shanghai',
    mustExist: true,
  });
  const counts = await store.counts({ from: 0, to: Date.now() + 86_400_000 });
  await store.close();
  expect(acknowledged).toBeGreaterThanOrEqual(200);
  expect(counts.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThanOrEqual(acknowledged);
});
