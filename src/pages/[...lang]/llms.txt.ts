import type { APIRoute } from 'astro';
import { below, homePath, type Lang } from '#domain';
import site from '#site';
import { languagePaths } from '../../languages.ts';
import { llms } from '../../llms.ts';

export const getStaticPaths = () => languagePaths((lang) => below(homePath(lang, site), 'llms.txt'));

export const GET: APIRoute<{ readonly lang: Lang }> = async ({ props }) =>
  new Response(await llms(props.lang), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
