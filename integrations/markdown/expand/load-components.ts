import { loadFolder } from '../../foundation/load-folder.ts';
import type { Component } from './component.ts';

/** Every component in `components/`, by the name it has in MDX. */
export function loadComponents(): Promise<ReadonlyMap<string, Component>> {
  loading ??= loadFolder<Component>(new URL('../components/', import.meta.url)).then(
    (files) => new Map([...files].map(([name, component]) => [toPascalCase(name), component])),
  );
  return loading;
}

let loading: Promise<ReadonlyMap<string, Component>> | undefined;

function toPascalCase(name: string): string {
  return name.replaceAll(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());
}
