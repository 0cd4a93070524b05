import site from '#site';
import { rehearse, type Step } from '../../integrations/syndication/index.ts';

/** A step with the limits its rendered body is over, which a plan does not look at. */
export function rehearsed(step: Step): Step {
  if (step.action !== 'create' && step.action !== 'update') return step;
  const why = rehearse(step, site.url);
  return why.length === 0 ? step : { ...step, action: 'blocked', why };
}

/** A step as `--json` and an assistant are shown it. */
export function stepRow({ post, channel, action, why, until }: Step) {
  return { post, channel: channel.id, action, why, until };
}
