import { buildSite } from '../build-site.ts';

/** Builds the site. */
export default function build({ quiet = false, whole = false }: Options): Promise<void> {
  return buildSite({ quiet, whole });
}

interface Options {
  readonly quiet?: boolean;
  readonly whole?: boolean;
}
