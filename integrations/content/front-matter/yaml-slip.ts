/** What is wrong with a line of YAML that its author can be told better than the parser does. */
export interface YamlSlip {
  readonly message: string;
  readonly hint: string;
}

/**
 * Names the best-known slips in a line the parser refused: a full-width colon, and a value that begins with a
 * character YAML keeps for itself.
 *
 * @example yamlSlip('title: [Emacs] Write')?.hint // Write “title: "[Emacs] Write"”.
 */
export function yamlSlip(line: string): YamlSlip | undefined {
  const wide = /^(?<key>[\w-]+)\s*：\s*(?<value>.*)$/.exec(line)?.groups;
  if (wide !== undefined)
    return {
      message: 'the colon after the key is full-width (：)',
      hint: `Write “${wide['key']}: ${wide['value']}”.`,
    };
  const special = /^(?<key>[\w-]+): (?<value>[[{@`%&*!|>].*?)\s*$/.exec(line)?.groups;
  if (special === undefined) return undefined;
  const value = special['value'] ?? '';
  return {
    message: `a value that begins with “${value[0]}” needs quotes`,
    hint: `Write “${special['key']}: ${JSON.stringify(value)}”.`,
  };
}
