import { html } from 'hono/html';
import type { GoalProgress, Lang } from '#domain';
import { goalTexts } from '../goal-texts.ts';
import { wordsFor } from '../words.ts';
import type { Html } from './frame.ts';

/** What the owner wants to reach, and how far it is reached; nothing where no goal is set. */
export function goalsSection(goals: readonly GoalProgress[], lang: Lang): Html | string {
  if (goals.length === 0) return '';
  return html`<section><h2>${wordsFor(lang).goals}</h2>
      <dl class="summary">${goals.map((goal) => goalCard(goal, lang))}</dl></section>`;
}

function goalCard(goal: GoalProgress, lang: Lang): Html {
  const { name, reached, target, share, passed } = goalTexts(goal, lang);
  const value = Math.min(goal.target, Math.max(0, goal.reached));
  return html`<div><dt>${name}</dt><dd>${reached} <small>/ ${target}</small>
        <progress max="${goal.target}" value="${value}" aria-label="${name}: ${share}"></progress>
        <p class="about">${share} · ${passed}</p></dd></div>`;
}
