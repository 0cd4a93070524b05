import type { Node } from 'unist';
import type { VFile } from 'vfile';

/** Something the author should know about one place in the file. */
export interface Finding {
  /** Kebab-case; names the rule, whatever the wording. */
  readonly rule: string;
  /** What is wrong and why. */
  readonly reason: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** Tells the author of something that may be meant as it is. */
export function warn(file: VFile, node: Node, { rule, reason, hint }: Finding): void {
  const message = file.message(reason, { place: node.position, source: 'byline', ruleId: rule });
  if (hint !== undefined) message.note = hint;
}

/** Tells the author of something that must be put right; compiling goes on, so that all such things show. */
export function fail(file: VFile, node: Node, finding: Finding): void {
  warn(file, node, finding);
  const message = file.messages.at(-1);
  if (message !== undefined) message.fatal = true;
}
