/** The environment of a process whose clock stands still at a moment. */
export function frozenAt(moment: number): Record<string, string> {
  const code = `const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given) { given.length === 0 ? super(${moment}) : super(...given); }
      static now() { return ${moment}; }
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}
