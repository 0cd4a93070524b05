import type { CreativeWork, SoftwareSourceCode } from 'schema-dts';
import { isoDay, type Project, type Site } from '#domain';
import { page, person } from './thing.ts';

/** A piece of work; with a public source, source code. @param url of its page, whole */
export function projectWork(project: Project, url: string, site: Site): CreativeWork | SoftwareSourceCode {
  const told = {
    '@id': `${url}#work`,
    url: project.url ?? url,
    mainEntityOfPage: page(url),
    name: project.title,
    description: project.description,
    creator: person(site),
    dateCreated: isoDay(project.finished, site.timeZone),
    ...(project.stack.length === 0 ? {} : { keywords: [...project.stack] }),
  };
  if (project.source === undefined) return { '@type': 'CreativeWork', ...told };
  return { '@type': 'SoftwareSourceCode', ...told, codeRepository: project.source };
}
