/** Turns sections with labels into tabs; arrow keys, Home and End move between them. */
export function enhance(group: HTMLElement): void {
  const id = `tabs-${[...document.querySelectorAll('.tabs')].indexOf(group) + 1}`;
  const panels = [...group.querySelectorAll<HTMLElement>(':scope > .tab')];
  if (panels.length === 0) return;
  const list = document.createElement('div');
  list.setAttribute('role', 'tablist');
  if (group.dataset['title']) list.setAttribute('aria-label', group.dataset['title']);
  const tabs = panels.map((panel, index) => tabFor(panel, `${id}-${index + 1}`));
  const select = (chosen: number) => show(tabs, panels, chosen);
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener('click', () => select(index));
    panels[index]?.addEventListener('beforematch', () => select(index));
  }
  list.append(...tabs);
  list.addEventListener('keydown', (event) => move(event, tabs, select));
  group.prepend(list);
  select(Math.max(0, panels.findIndex(holdsTarget)));
}

function tabFor(panel: HTMLElement, id: string): HTMLButtonElement {
  const tab = document.createElement('button');
  tab.type = 'button';
  tab.id = `${id}-tab`;
  tab.setAttribute('role', 'tab');
  tab.setAttribute('aria-controls', id);
  tab.textContent = panel.dataset['label'] ?? '';
  panel.id = id;
  panel.setAttribute('role', 'tabpanel');
  panel.setAttribute('aria-labelledby', tab.id);
  panel.querySelector<HTMLElement>(':scope > .tab-label')?.setAttribute('hidden', '');
  return tab;
}

function show(tabs: readonly HTMLElement[], panels: readonly HTMLElement[], chosen: number): void {
  for (const [index, tab] of tabs.entries()) {
    const isChosen = index === chosen;
    tab.setAttribute('aria-selected', String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    // The browser's own search still finds what is hidden so.
    if (isChosen) panels[index]?.removeAttribute('hidden');
    else panels[index]?.setAttribute('hidden', 'until-found');
  }
}

function move(event: KeyboardEvent, tabs: readonly HTMLElement[], select: (chosen: number) => void): void {
  const current = tabs.findIndex((tab) => tab.tabIndex === 0);
  const last = tabs.length - 1;
  const goals: Record<string, number> = {
    ArrowRight: current === last ? 0 : current + 1,
    ArrowLeft: current === 0 ? last : current - 1,
    Home: 0,
    End: last,
  };
  const goal = goals[event.key];
  if (goal === undefined) return;
  event.preventDefault();
  select(goal);
  tabs[goal]?.focus();
}

/** The page was asked for by an anchor inside this panel. */
function holdsTarget(panel: HTMLElement): boolean {
  const id = decodeURIComponent(location.hash.slice(1));
  return id !== '' && panel.querySelector(`[id="${CSS.escape(id)}"]`) !== null;
}
