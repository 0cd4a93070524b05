import type { APIRoute } from 'astro';
import { languagePaths } from '../../languages.ts';
import { llms } from '../../llms.ts';

export const getStaticPaths = languagePaths;

export const GET: APIRoute<ReturnType<typeof languagePaths>[number]['props']> = async ({ props }) =>
  new Response(await llms(props.lang), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
