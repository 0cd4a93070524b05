import type { APIRoute } from 'astro';
import { xmlFeed } from '../../feed/xml-feed.ts';
import { languagePaths } from '../../languages.ts';

export const getStaticPaths = languagePaths;

export const GET: APIRoute<ReturnType<typeof languagePaths>[number]['props']> = async ({ props }) =>
  new Response((await xmlFeed(props.lang)).rss2(), { headers: { 'Content-Type': 'application/rss+xml' } });
