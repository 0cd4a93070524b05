import { tagFeeds } from '../../../../feed/feeds.ts';
import { serve } from '../../../../feed/serve.ts';

export const getStaticPaths = tagFeeds;

export const GET = serve('json');
