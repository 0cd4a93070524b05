import { atLeast, atMost, type Finding, observed, share } from '../finding.ts';
import type { LoadResult } from './send-load.ts';

/** What a collector did under so many connections. */
export interface Run {
  readonly connections: number;
  readonly fromMemory: boolean;
  readonly events: LoadResult;
  /** A page that was read meanwhile. */
  readonly page: LoadResult;
  /** Processor time of the server for a thousand events, in seconds. */
  readonly cost: number;
  /** The most that was seen, in MB. */
  readonly memory: number;
}

/** What was found, and what is promised: durable answers cost little, and pages stay quick beside them. */
export function judgeCollector(runs: readonly Run[], idle: LoadResult, lost: number | null): Finding[] {
  const durable = runs.filter(({ fromMemory }) => !fromMemory);
  const findings = durable.flatMap((run) => {
    const other = runs.find(({ connections, fromMemory }) => fromMemory && connections === run.connections);
    return judgeRun(run, other, idle);
  });
  return [atMost(0, 'collect/lost after SIGKILL', lost, 'count'), ...findings];
}

function judgeRun(run: Run, fromMemory: Run | undefined, idle: LoadResult): Finding[] {
  const { connections, events, page, cost, memory } = run;
  const at = (what: string) => `collect/${connections}/${what}`;
  const findings = [
    atLeast(0.7, at('rate ÷ from memory'), share(events.rate, fromMemory?.events.rate), 'ratio'),
    atMost(3, at('page p99 ÷ idle'), share(page.p99, idle.p99), 'ratio'),
    observed(at('cost ÷ from memory'), share(cost, fromMemory?.cost) ?? 0, 'ratio'),
    observed(at('rate'), events.rate, 'per s'),
    observed(at('p99'), events.p99 / 1000, 's'),
    observed(at('slowest'), events.slowest / 1000, 's'),
    observed(at('failed'), events.failed, 'count'),
    observed(at('seconds for 1,000'), cost, 's'),
  ];
  const isFull = connections === 1_000;
  return [
    ...findings,
    isFull ? atMost(150, at('memory'), memory, 'MB') : observed(at('memory'), memory, 'MB'),
  ];
}
