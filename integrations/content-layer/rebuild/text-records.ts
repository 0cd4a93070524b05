import { z } from 'zod';
import { openCell } from '../../foundation/bridge.ts';
import { type Compiled, remarkSchema } from '../../markdown/compiled.ts';
import { matterHash } from '../../markdown/depend.ts';
import { hasDiagram } from '../../markdown/diagrams.ts';
import type { PipelineOptions } from '../../markdown/pipeline.ts';

/** A text as a build used it. */
export const textRecordSchema = z.strictObject({
  /** Relative to the project. */
  file: z.string(),
  /** What stands for it in the content the bundle has. */
  bundled: z.string(),
  /** What stands for it as it was built last: another where it has changed since it was bundled. */
  mark: z.string(),
  /** SHA-256 of its front matter as written. */
  matter: z.string(),
  isModule: z.boolean(),
  /** Whether other texts may be part of it. */
  importsTexts: z.boolean(),
  /** Whether it shows a diagram, for which readers get a script. */
  hasDiagram: z.boolean(),
  localImages: z.array(z.string()),
  /** Files it depends on besides, absolute. */
  dependencies: z.array(z.string()),
  /** What there was to say of it. */
  remarks: z.array(remarkSchema),
});

export type TextRecord = z.output<typeof textRecordSchema>;

/**
 * What is to be known of a text to tell later whether more has changed than its words.
 *
 * @param text the whole file
 */
export function recordOf(file: string, mark: string, text: string, compiled: Compiled): TextRecord {
  const { isModule, importsTexts, localImages, dependencies, remarks } = compiled;
  return {
    file,
    bundled: mark,
    mark,
    matter: matterHash(text),
    isModule,
    importsTexts,
    hasDiagram: hasDiagram(text),
    localImages,
    dependencies: Object.keys(dependencies),
    remarks,
  };
}

/** How the texts of a build were compiled, and what came of each. */
export interface TextsUsed {
  options: PipelineOptions;
  readonly records: Map<string, TextRecord>;
  /** Those readers may not see yet: file → {@link matterHash}. */
  readonly hidden: Map<string, string>;
}

const cell = openCell<TextsUsed>('textsUsed');

/** The texts of this build, for the loader to add to. */
export function textsUsed(): TextsUsed {
  cell.value ??= { options: {}, records: new Map(), hidden: new Map() };
  return cell.value;
}
